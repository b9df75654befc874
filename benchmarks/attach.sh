#!/usr/bin/env bash
# Attaching sandboxes to a bridge network and detaching them, side by side with what the kernel takes for the same objects and with other
# controllers.
#
#   benchmarks/attach.sh [--json] [--runs N] [--no-peers]
#
# Ours: ConnectAsync and DisconnectAsync of a controller that runs already, each time with a sandbox that is new; its making is not counted.
# Floor: benchmarks/floor/attach.c, which makes the same objects from C with sockets that stay open, and keeps no record; on the iptables
# backend it runs iptables-restore once each way.
# Peers: dockerd, netavark and the CNI plugins bridge and portmap, unpacked from their Debian packages, not installed, so that nothing of
# them starts on this machine. They need root.
# Each contestant is a process in namespaces of its own, and they take turns, operation by operation.
set -euo pipefail
cd "$(dirname "$0")/.."

json=0 runs=15 peers=1
while [ $# -gt 0 ]; do
    case "$1" in
        --json) json=1 ;;
        --runs) runs="$2"; shift ;;
        --no-peers) peers=0 ;;
        *) echo "usage: benchmarks/attach.sh [--json] [--runs N] [--no-peers]" >&2; exit 2 ;;
    esac
    shift
done

export PATH="$PATH:/usr/sbin:/sbin"
eng/install-dependencies.sh >&2
needed=()
command -v jq >/dev/null || needed+=(jq)
[ "$(id -u)" -eq 0 ] || peers=0
if [ "$peers" -eq 1 ]; then
    command -v curl >/dev/null || needed+=(curl)
    command -v busybox >/dev/null || needed+=(busybox-static)
fi
[ -e /usr/include/libmnl/libmnl.h ] || needed+=(libmnl-dev)
[ -e /usr/include/libnftnl/set.h ] || needed+=(libnftnl-dev)
[ ${#needed[@]} -eq 0 ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${needed[@]}"; } >&2

work="$(mktemp -d)"
# shellcheck source=/dev/null
. benchmarks/contestants.sh

gcc -O2 -Wall -o "$work/floor" benchmarks/floor/attach.c -lnftnl -lmnl -lpthread
dotnet build benchmarks/attach/ours -c Release -v quiet -nologo >&2
ours="$PWD/benchmarks/attach/ours/bin/Release/net10.0/NetController.Benchmarks.Attach"
private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
crowd=500 removals=$((runs < 3 ? runs : 3))

# turn NAME LABEL PORTS [DETACH]: one attachment and detachment, noted under the label. What follows either, when nobody waits any more, is over
# before the next: announcements, the end of a namespace.
turn() {
    ask "$1" attach "$3"
    echo "$answer" >>"$work/$2.attach.$1"
    sleep 0.1
    ask "$1" "${4:-detach}"
    echo "$answer" >>"$work/$2.detach.$1"
    sleep 0.1
}

# One figure after another, and who begins alternates: what a turn leaves behind for the kernel to finish slows down whoever comes next.
turns_of_sandboxes() {
    local run name order
    for run in $(seq "$runs"); do
        order="floor ours"
        [ $((run % 2)) -eq 0 ] || order="ours floor"
        for name in $order; do turn "$name" one 1; done
        for name in $order; do turn "$name" hundred 100; done
        for name in $order; do turn "crowd-$name" crowd 1; done
        for name in $order; do turn "iptables-$name" iptables 1; done
        turn floor plain 1 detach-plain
        ask floor walk
        echo "$answer" >>"$work/walk"
        for name in "${others[@]}"; do
            turn "$name" one 1
        done
    done
}
# Takes a crowd away, by each of the ways, once it has announced its addresses for the last time: each of those packets goes to all the others.
turns_of_crowds() {
    local run
    for run in $(seq "$removals"); do
        [ "$run" -eq 1 ] || ask crowd-floor fill "$crowd"
        ask crowd-floor delete-all
        echo "$answer" >>"$work/away.floor"
        [ "$run" -eq 1 ] || ask crowd-ours fill "$crowd"
        sleep 4
        ask crowd-ours disconnect-all
        echo "$answer" >>"$work/away.ours"
        ask crowd-ours delete-all
        ask crowd-ours fill "$crowd"
        sleep 4
        ask crowd-ours delete-all
        echo "$answer" >>"$work/away.sandboxes"
        sleep 1
    done
}
# processes BACKEND: how many programs the second attachment and detachment start; the first may look around.
processes() {
    local trace="$work/execs.$1" before
    start "traced-$1" "${private[@]}" strace -f -qq -e trace=execve -o "$trace" "$ours" "$1" "$work/traced-$1" 0
    hear "traced-$1"
    ask "traced-$1" attach 1
    ask "traced-$1" detach
    before="$(execs "$trace")"
    ask "traced-$1" attach 1
    echo $(($(execs "$trace") - before)) >"$work/execs.$1.attach"
    before="$(execs "$trace")"
    ask "traced-$1" detach
    echo $(($(execs "$trace") - before)) >"$work/execs.$1.detach"
}
# A program that is started shows as one line, or as two where another thread's call came between.
execs() { grep -cE 'execve(\(.*| resumed>.*)\) += 0' "$1" || true; }

others=()
if [ "$peers" -eq 1 ]; then
    others=(dockerd netavark cni)
    unpack "$work/root" docker.io containerd runc tini libdevmapper1.02.1 netavark containernetworking-plugins
    # Whatever they start and mount goes with the first process of their process namespace.
    for name in "${others[@]}"; do
        start "$name" unshare --mount --net --pid --fork --kill-child --mount-proc \
            bash -c 'mount -t tmpfs tmpfs /run && exec benchmarks/attach/peers/contestant.sh "$@"' bash "$name" "$work/root" "$work/$name"
    done
fi
# One after another: each of ours warms up until its runtime has compiled everything, for which it needs the processors to itself.
for name in floor crowd-floor; do
    start "$name" "${private[@]}" "$work/floor" nftables
done
start iptables-floor "${private[@]}" "$work/floor" iptables
for name in ours crowd-ours; do
    start "$name" "${private[@]}" "$ours" nftables "$work/$name" 10
    hear "$name"
done
start iptables-ours "${private[@]}" "$ours" iptables "$work/iptables-ours" 10
hear iptables-ours
for name in floor crowd-floor iptables-floor "${others[@]}"; do
    hear "$name"
done
ask crowd-floor fill "$crowd"
ask crowd-ours fill "$crowd"
sleep 1
turns_of_sandboxes
turns_of_crowds
processes nftables
processes iptables

# The middle of a column of nanoseconds as milliseconds, and the least.
ms() { awk -v ns="$(middle "$1")" 'BEGIN { printf "%.3f", ns / 1e6 }'; }
least() { awk -v ns="$(column "$1" | head -1)" 'BEGIN { printf "%.3f", ns / 1e6 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
# row FIGURE UNIT OURS FLOOR BUDGET PEERS [LEAST-RATIO]: the budget is what a condition on o(urs), f(loor) and p(eers) says.
row() {
    jq -cn --arg figure "$1" --arg unit "$2" --argjson ours "$3" --argjson floor "$4" --arg budget "$5" --argjson peers "$6" --arg least "${7:-}" \
        --argjson runs "$runs" '{$figure, $unit, $ours, $floor, $peers, $runs, $budget, $least}' >>"$work/results"
}
# timed FIGURE LABEL.ACT PREFIX BUDGET PEERS: ours beside the floor.
timed() {
    row "$1" ms "$(ms "$work/$2.$3ours")" "$(ms "$work/$2.$3floor")" "$4" "$5" "$(ratio "$(least "$work/$2.$3ours")" "$(least "$work/$2.$3floor")")"
}
# peer_values ACT: the medians of the peers, by name.
peer_values() {
    local name
    for name in "${others[@]}"; do echo "$name $(ms "$work/one.$1.$name")"; done | jq -cRn '[inputs | split(" ") | {(.[0]): (.[1] | tonumber)}] | add // {}'
}

for act in attach detach; do
    budget='within 2 floors'
    [ "$act" = detach ] || budget+=', peers 10 times'
    timed "$act, one port" "one.$act" "" "$budget" "$(peer_values "$act")"
    timed "$act, one port, $crowd attached" "crowd.$act" crowd- 'within 1 floors' '{}'
    timed "$act, 100 ports" "hundred.$act" "" "" '{}'
    timed "$act, one port, iptables" "iptables.$act" iptables- "" '{}'
done
row "detach, one port: link deleted in line" ms null "$(ms "$work/plain.detach.floor")" "" '{}'
row "a walk through the connections of an empty namespace" ms null "$(ms "$work/walk")" "" '{}'
runs="$removals" row "$crowd endpoints disconnected, against one grouped delete" ms "$(ms "$work/away.ours")" "$(ms "$work/away.floor")" 'within 3 floors' '{}'
runs="$removals" row "$crowd sandboxes deleted, against one grouped delete" ms "$(ms "$work/away.sandboxes")" "$(ms "$work/away.floor")" 'within 3 floors' '{}'
for act in attach detach; do
    row "$act at $crowd attached : at first" ratio "$(ratio "$(ms "$work/crowd.$act.crowd-ours")" "$(ms "$work/one.$act.ours")")" \
        "$(ratio "$(ms "$work/crowd.$act.crowd-floor")" "$(ms "$work/one.$act.floor")")" 'at most 1.2' '{}' \
        "$(ratio "$(least "$work/crowd.$act.crowd-ours")" "$(least "$work/one.$act.ours")")"
    row "$act, 100 ports : one port" ratio "$(ratio "$(ms "$work/hundred.$act.ours")" "$(ms "$work/one.$act.ours")")" \
        "$(ratio "$(ms "$work/hundred.$act.floor")" "$(ms "$work/one.$act.floor")")" 'at most 3' '{}' \
        "$(ratio "$(least "$work/hundred.$act.ours")" "$(least "$work/one.$act.ours")")"
done
for act in attach detach; do
    row "$act, one port: allocated" bytes "$(middle "$work/one.$act.ours" 2)" null 'at most 65536' '{}'
    runs=1 row "$act: processes started" processes "$(cat "$work/execs.nftables.$act")" 0 'at most 0' '{}'
    runs=1 row "$act, iptables: processes started" processes "$(cat "$work/execs.iptables.$act")" 1 'at most 2' '{}'
done

if [ "$json" -eq 1 ]; then
    jq -s 'map(del(.budget, .least))' "$work/results"
else
    echo "medians of $runs runs (removals of $crowd: of $removals); \"least\" is the ratio of the quickest runs, or the ratio in ours of the quickest"
    jq -r '. as $row
        | ([.peers[] / $row.ours] | min) as $ahead
        | (.budget | capture("within (?<n>[0-9]+) floors") // null) as $floors
        | (.budget | capture("at most (?<n>[0-9.]+)") // null) as $most
        | (.ours != null and ($floors == null or .ours <= ($floors.n | tonumber) * .floor) and ($most == null or .ours <= ($most.n | tonumber))
            and ((.budget | contains("peers") | not) or $ahead == null or $ahead >= 10)) as $holds
        | [.figure, .unit, (.ours // "-"), (.floor // "-"), (if .ours and .floor and .floor > 0 and .unit == "ms" then .ours / .floor * 100 | round / 100 else "-" end),
           (if .least == "" then "-" else .least end), (if .budget == "" then "-" else .budget end), (if .budget == "" then "-" elif $holds then "yes" else "NO" end),
           ([.peers | to_entries[] | "\(.key) \(.value) (\(.value / $row.ours * 10 | round / 10)x)"] | join(", "))] | @tsv' "$work/results" |
        awk -F'\t' 'BEGIN { printf "%-56s %-9s %10s %10s %6s %6s  %-32s %-6s %s\n", "figure", "unit", "ours", "floor", "ratio", "least", "budget", "holds", "peers" }
            { printf "%-56s %-9s %10s %10s %6s %6s  %-32s %-6s %s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }'
fi
