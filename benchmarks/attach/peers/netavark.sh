# netavark as podman calls it: one process for each setup and teardown, the network and the ports as JSON on standard input.
prepare() { :; }
finish() { :; }
request() {
    cat <<END
{"container_id": "$(printf '%064x' "$made")", "container_name": "bench$made",
 "networks": {"bench": {"static_ips": ["10.97.$((made / 250)).$((made % 250 + 2))"], "interface_name": "eth0"}},
 "network_info": {"bench": {"name": "bench", "id": "$(printf '%064x' 1)", "driver": "bridge", "network_interface": "bench0",
   "subnets": [{"subnet": "10.97.0.0/16", "gateway": "10.97.0.1"}], "ipv6_enabled": false, "internal": false, "dns_enabled": false,
   "ipam_options": {"driver": "host-local"}}},
 "port_mappings": [{"host_ip": "", "container_port": 80, "host_port": 8080, "range": $ports, "protocol": "tcp"}]}
END
}
call() { "$root/usr/lib/podman/netavark" --config "$directory" "$1" "$namespace" <"$directory/request" >"$directory/answer" || { cat "$directory/answer" >&2; exit 1; }; }
attach() {
    ip netns add "box$made"
    namespace="/run/netns/box$made"
    request >"$directory/request"
    timed call setup
}
detach() {
    timed call teardown
    ip netns delete "box$made"
}
