#!/usr/bin/env bash
# A daemon on the packages and dockerd, asked the same things through the Docker Engine API.
#
#   benchmarks/api.sh [--json] [--runs N] [--starts N] [--daemon PROGRAM]
#
# Ours: samples/NetDaemon, published as one native executable (or PROGRAM, which is one already), once on nf_tables and once on iptables, which
# is what dockerd uses; there the floor is one iptables-restore of one rule. Peer: dockerd, unpacked from its Debian packages, not installed. Each runs in namespaces of its own and they take turns,
# request by request; what curl takes to start is not counted, and a first turn warms them up. "Ready" is counted from the start of the process
# until it lists every stored network. Memory is that of the daemon's own process: dockerd's containerd is not counted. As root only, for
# dockerd needs that.
set -euo pipefail
cd "$(dirname "$0")/.."

json=0 runs=15 starts=3 stored=200 program=""
while [ $# -gt 0 ]; do
    case "$1" in
        --json) json=1 ;;
        --runs) runs="$2"; shift ;;
        --starts) starts="$2"; shift ;;
        --daemon) program="$(realpath "$2")"; shift ;;
        *) echo "usage: benchmarks/api.sh [--json] [--runs N] [--starts N] [--daemon PROGRAM]" >&2; exit 2 ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || { echo "benchmarks/api.sh: dockerd runs as root only" >&2; exit 5; }

export PATH="$PATH:/usr/sbin:/sbin"
eng/install-dependencies.sh >&2
command -v jq >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends jq; } >&2

work="$(mktemp -d)"
# shellcheck source=/dev/null
. benchmarks/contestants.sh
unpack "$work/root" docker.io containerd runc tini libdevmapper1.02.1
if [ -z "$program" ]; then
    eng/pack.sh >&2
    dotnet publish samples/NetDaemon -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/netdaemon" -v quiet -nologo >&2
    program="$work/netdaemon/NetDaemon"
fi

contestants=(nftables iptables dockerd)
# daemon NAME PROGRAM: a contestant. Whatever it starts goes with the first process of its process namespace.
daemon() {
    start "$1" env PATH="$work/root/usr/sbin:$work/root/usr/bin:$PATH" LD_LIBRARY_PATH="$work/root/usr/lib/$(uname -m)-linux-gnu" \
        unshare --mount --net --pid --fork --kill-child --mount-proc \
        bash -c 'mount -t tmpfs tmpfs /run && exec benchmarks/api/daemon.sh "$@"' bash "$1" "$2" "$work/of-$1"
}
# turns LABEL ACT...: each contestant does something in its turn, and what it took is noted under the label and the act.
turns() {
    local label="$1" act name
    shift
    for act in "$@"; do
        for name in "${contestants[@]}"; do
            ask "$name" "$act"
            echo "$answer" >>"$work/$label${act%% *}.$name"
        done
    done
}

daemon nftables "$program"
daemon iptables "$program"
daemon dockerd "$work/root/usr/sbin/dockerd"
for name in "${contestants[@]}"; do hear "$name" || { echo "$name did not start" >&2; exit 1; }; done
turns warm- create connect disconnect remove
for _ in $(seq "$runs"); do
    turns "" create connect disconnect remove
    ask iptables restore
    echo "$answer" >>"$work/floor"
done
turns "" memory "fill $stored"
for _ in $(seq "$starts"); do turns "" restart; done
turns full- memory

# row FIGURE UNIT NOTED DIVISOR RUNS BUDGET [FLOOR]: a line for each of ours; the budget says how many times more the peer takes, the floor is
# that of iptables.
row() {
    local backend floor
    for backend in nftables iptables; do
        floor="${7:-null}"
        [ "$backend" = iptables ] || floor=null
        jq -cn --arg figure "$1, $backend" --arg unit "$2" --argjson ours "$(middle "$work/$3.$backend")" --argjson peer "$(middle "$work/$3.dockerd")" \
            --argjson per "$4" --argjson runs "$5" --argjson budget "$6" --argjson floor "$floor" \
            'def round3: . * 1000 | round / 1000; {$figure, $unit, ours: ($ours / $per | round3), floor: (if $floor then $floor / $per | round3 else null end), peers: {dockerd: ($peer / $per | round3)}, $runs, $budget}' >>"$work/results"
    done
}
row "POST /networks/create" ms create 1e6 "$runs" 10 "$(middle "$work/floor")"
row "POST /networks/{id}/connect" ms connect 1e6 "$runs" 10
row "POST /networks/{id}/disconnect" ms disconnect 1e6 "$runs" null
row "DELETE /networks/{id}" ms remove 1e6 "$runs" null "$(middle "$work/floor")"
row "ready with $stored stored networks" ms restart 1e6 "$starts" 50
row "resident memory" MiB memory 1048576 1 null
row "resident memory with $stored networks" MiB full-memory 1048576 1 null

if [ "$json" -eq 1 ]; then
    jq -s 'map(del(.budget))' "$work/results"
else
    jq -r '(.peers.dockerd / .ours * 10 | round / 10) as $ahead
        | [.figure, .unit, .ours, (.floor // "-"), .peers.dockerd, $ahead, (.budget // "-"), (if .budget == null then "-" elif $ahead >= .budget then "yes" else "NO" end)] | @tsv' "$work/results" |
        awk -F'\t' -v runs="$runs" -v starts="$starts" 'BEGIN { printf "%-46s %-5s %10s %10s %10s %12s %7s %6s\n", "figure (median of " runs "; starts: " starts ")", "unit", "ours", "floor", "dockerd", "dockerd/ours", "budget", "holds" }
            { printf "%-46s %-5s %10s %10s %10s %12s %7s %6s\n", $1, $2, $3, $4, $5, $6, $7, $8 }'
fi
