#!/usr/bin/env bash
# A daemon as a contestant of benchmarks/api.sh: does what the lines of standard input say and answers each with nanoseconds (memory: bytes).
#
#   daemon.sh dockerd|nftables|iptables PROGRAM DIRECTORY
#
# The two names beside dockerd are the firewall backends of ours. To be started in network, mount and process namespaces of its own, with an empty /run: whatever it starts and makes goes with them.
#
#   create · connect · disconnect · remove   one network, and a container (a sandbox) that runs already
#   fill COUNT                               so many networks more
#   restart                                  the daemon is ended and started again; the time until it lists every network
#   restore                                  one rule more, by an iptables-restore of its own
#   memory                                   what the daemon holds in memory
set -euo pipefail
peer="$1" program="$2" directory="$3"
kind="$peer"
[ "$peer" = dockerd ] || kind=ours
socket="$directory/api.sock" made=0 networks=3
group="netctl-bench-${directory//[^a-zA-Z0-9]/}"
mkdir -p "$directory"
ip link set lo up

# call METHOD PATH [BODY]: sets $taken to the nanoseconds of the request alone.
call() {
    local seconds
    seconds="$(curl -s --fail-with-body -o "$directory/answer" -w '%{time_total}' --unix-socket "$socket" -X "$1" -H 'Content-Type: application/json' \
        ${3:+-d "$3"} "http://d$2")" || { echo "$peer: $1 $2: $(cat "$directory/answer")" >&2; exit 1; }
    taken=$((10#${seconds/./} * 1000))
}
# restore: adds a rule to a chain that nothing goes through.
restore() {
    local began="${EPOCHREALTIME/./}"
    iptables-restore --noflush --wait=20 <<<"*filter
:floor - [0:0]
-A floor -i floor$made -j RETURN
COMMIT"
    taken=$(((${EPOCHREALTIME/./} - began) * 1000))
}
is_ready() { [ "$(curl -s --max-time 5 --unix-socket "$socket" http://d/networks | jq length 2>/dev/null)" = "$networks" ]; }
# run: starts the daemon and sets $taken to the nanoseconds until it lists every network.
run() {
    local began="${EPOCHREALTIME/./}"
    "start_$kind" >>"$directory/log" 2>&1 &
    daemon=$!
    until is_ready; do
        kill -0 "$daemon" 2>/dev/null || { tail -5 "$directory/log" >&2; exit 1; }
        sleep 0.01
    done
    taken=$(((${EPOCHREALTIME/./} - began) * 1000))
}
end() {
    kill "$daemon"
    wait "$daemon" || true
}

pools='"default-address-pools": [{"base": "10.128.0.0/10", "size": 24}]'
start_dockerd() {
    exec "$program" --data-root "$directory/data" --exec-root /run/docker-bench -H "unix://$socket" -p "$directory/pid" --storage-driver vfs \
        --cgroup-parent "/$group" --config-file "$directory/daemon.json"
}
start_ours() {
    exec "$program" --firewall-backend "$peer" --data-root "$directory/data" --exec-root /run/netctl-bench -H "unix://$socket" -p "$directory/pid" --config-file "$directory/daemon.json"
}
# A container that runs on the default network; ours has sandboxes in its place.
box_dockerd() {
    mkdir -p "$directory/image/bin"
    cp "$(command -v busybox)" "$directory/image/bin/"
    export DOCKER_HOST="unix://$socket" DOCKER_CONFIG="$directory"
    tar -C "$directory/image" -c . | docker import - bench >/dev/null
    docker run --detach --name box bench /bin/busybox sleep 1000000 >/dev/null
}
box_ours() {
    call POST /netctl/sandboxes '{"Name": "box"}'
    call POST /networks/bridge/connect '{"Container": "box"}'
}

echo "{$pools}" >"$directory/daemon.json"
run
"box_$kind"
echo ready
while read -r act count; do
    case "$act" in
        create) made=$((made + 1)); call POST /networks/create "{\"Name\": \"net$made\"}" ;;
        connect | disconnect) call POST "/networks/net$made/$act" '{"Container": "box"}' ;;
        remove) call DELETE "/networks/net$made" ;;
        fill) for number in $(seq "$count"); do call POST /networks/create "{\"Name\": \"stored$number\"}"; done; networks=$((networks + count)) ;;
        restart) end; run ;;
        restore) restore ;;
        memory) taken=$(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$daemon/status") * 1024)) ;;
        *) echo "not understood: $act" >&2; exit 1 ;;
    esac
    echo "$taken"
done
[ "$peer" != dockerd ] || docker rm --force box >/dev/null 2>&1 || true
end
find /sys/fs/cgroup -depth -type d -path "*/$group*" -exec rmdir {} + 2>/dev/null || true
