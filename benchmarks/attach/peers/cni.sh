# The CNI chain bridge (addresses by host-local) and portmap, called as libcni does: a process for each, the former's result handed to the latter.
prepare() { export CNI_PATH="$root/usr/lib/cni" CNI_IFNAME=eth0 CNI_ARGS=""; }
finish() { :; }
ports_of() {
    local port list=""
    for port in $(seq 0 $((ports - 1))); do list+="{\"hostPort\": $((8080 + port)), \"containerPort\": $((80 + port)), \"protocol\": \"tcp\"},"; done
    echo "[${list%,}]"
}
bridge() {
    "$CNI_PATH/bridge" <<END
{"cniVersion": "0.4.0", "name": "bench", "type": "bridge", "bridge": "bench0", "isGateway": true, "ipMasq": true,
 "ipam": {"type": "host-local", "dataDir": "$directory", "subnet": "10.96.0.0/16", "routes": [{"dst": "0.0.0.0/0"}]}}
END
}
portmap() {
    "$CNI_PATH/portmap" <<END
{"cniVersion": "0.4.0", "name": "bench", "type": "portmap", "capabilities": {"portMappings": true}, "runtimeConfig": {"portMappings": $mappings}, "prevResult": $result}
END
}
add() {
    result="$(CNI_COMMAND=ADD bridge)"
    CNI_COMMAND=ADD portmap >/dev/null
}
delete() {
    CNI_COMMAND=DEL portmap >/dev/null
    CNI_COMMAND=DEL bridge >/dev/null
}
attach() {
    ip netns add "box$made"
    export CNI_NETNS="/run/netns/box$made" CNI_CONTAINERID="box$made"
    mappings="$(ports_of)"
    timed add
}
detach() {
    timed delete
    ip netns delete "box$made"
}
