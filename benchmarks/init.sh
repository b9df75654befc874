#!/usr/bin/env bash
# Initialising with persisted networks, side by side with what the kernel and iptables-restore themselves take for the same objects.
#
#   benchmarks/init.sh [--json] [--networks N] [--runs N]
#
# Ours: `netctl init`, native, in a fresh network namespace with a state directory of N networks: process start to exit.
# Floor: a C program that makes the same links, addresses and settings with raw netlink, and one iptables-restore (and ip6tables-restore
# where there are rules) of the same rules, in a fresh network namespace. The contestants take turns.
set -euo pipefail
cd "$(dirname "$0")/.."

json=0 networks=100 runs=10
while [ $# -gt 0 ]; do
    case "$1" in
        --json) json=1 ;;
        --networks) networks="$2"; shift ;;
        --runs) runs="$2"; shift ;;
        *) echo "usage: benchmarks/init.sh [--json] [--networks N] [--runs N]" >&2; exit 2 ;;
    esac
    shift
done

export PATH="$PATH:/usr/sbin:/sbin"
if [ -z "${NETCTL_BENCH_WORK:-}" ]; then
    eng/install-dependencies.sh >&2
    command -v jq >/dev/null || { apt-get update -qq && apt-get install -y -qq jq; } >&2
    NETCTL_BENCH_WORK="$(mktemp -d)"
    export NETCTL_BENCH_WORK
    trap 'rm -rf "$NETCTL_BENCH_WORK"' EXIT
    dotnet publish src/Netctl -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -v quiet -nologo -o "$NETCTL_BENCH_WORK/netctl" >&2
    gcc -O2 -o "$NETCTL_BENCH_WORK/floor" benchmarks/floor/init.c
fi
work="$NETCTL_BENCH_WORK"
netctl="$work/netctl/netctl"
export netctl work networks

# Deletes the links of a namespace in one go, before the namespace goes: otherwise the kernel deletes them one by one behind our back,
# holding the lock that the next contestant needs.
sweep() {
    ip -oneline link show type bridge | awk -F': ' '{ print "link set dev " $2 " group 77" }' | ip -batch -
    ip link delete group 77
}
export -f sweep

# The state to start from, and the objects that it means.
unshare --mount --net bash -euo pipefail -c '
    "$netctl" --root "$work/state" init >/dev/null
    for i in $(seq "$networks"); do "$netctl" --root "$work/state" network create "bench$i" >/dev/null; done
    "$netctl" --root "$work/state" check >/dev/null
    ip -json -details address show type bridge >"$work/links.json"
    iptables-save >"$work/rules4"
    ip6tables-save >"$work/rules6" 2>/dev/null || true
    for bridge in $(jq -r ".[].ifname" "$work/links.json"); do
        for setting in accept_ra disable_ipv6; do
            echo "sysctl net/ipv6/conf/$bridge/$setting $(cat "/proc/sys/net/ipv6/conf/$bridge/$setting")"
        done
    done >"$work/settings"
    echo "sysctl net/ipv4/ip_forward $(cat /proc/sys/net/ipv4/ip_forward)" >>"$work/settings"
    sweep
'
jq -r '.[] | "link \(.ifname) \(.address) \(.mtu) \(.ifalias // "-")",
             (.ifname as $name | .addr_info[] | select(.scope == "global") | "addr \($name) \(.local) \(.prefixlen)")' "$work/links.json" >"$work/objects"
cat "$work/settings" >>"$work/objects"
grep -q -- '-A' "$work/rules6" || rm -f "$work/rules6"

# Microseconds that a command takes in a fresh namespace, after another that is not counted; the namespace itself is not counted either.
in_namespace() {
    unshare --mount --net bash -euo pipefail -c "
        ${2:-:}
        began=\$(date +%s%N)
        $1
        echo \$(((\$(date +%s%N) - began) / 1000))
        sweep"
    sleep 0.2
}
floor_run() {
    in_namespace "'$work/floor' <'$work/objects'
        iptables-restore --noflush --wait <'$work/rules4'
        [ ! -e '$work/rules6' ] || ip6tables-restore --noflush --wait <'$work/rules6'"
}
fresh_state() {
    rm -rf "$work/run"
    cp -a "$work/state" "$work/run"
}
ours_run() {
    fresh_state
    in_namespace "'$netctl' --root '$work/run' init >/dev/null"
}
again_run() {
    fresh_state
    in_namespace "'$netctl' --root '$work/run' init >/dev/null" "'$netctl' --root '$work/run' init >/dev/null"
}
median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.1f", (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) / 1000 }'; }

: >"$work/ours"; : >"$work/floors"; : >"$work/again"
for _ in $(seq "$runs"); do
    floor_run >>"$work/floors"
    ours_run >>"$work/ours"
    again_run >>"$work/again"
done
ours="$(median <"$work/ours")" floor="$(median <"$work/floors")" again="$(median <"$work/again")"

if [ "$json" -eq 1 ]; then
    jq -n --argjson ours "$ours" --argjson floor "$floor" --argjson again "$again" --argjson n "$networks" --argjson runs "$runs" '[
        {figure: "initialise \($n) persisted networks, kernel empty", unit: "ms", ours: $ours, floor: $floor, peers: {}, runs: $runs},
        {figure: "initialise \($n) persisted networks, kernel already right", unit: "ms", ours: $again, floor: null, peers: {}, runs: $runs}]'
else
    awk -v ours="$ours" -v floor="$floor" -v again="$again" -v n="$networks" -v runs="$runs" 'BEGIN {
        printf "%-58s %9s %9s %7s %9s\n", "figure (median of " runs " runs)", "ours ms", "floor ms", "ratio", "of it ours"
        printf "%-58s %9.1f %9.1f %7.2f %9.1f\n", "initialise " n " persisted networks, kernel empty", ours, floor, ours / floor, ours - floor
        printf "%-58s %9.1f %9s %7s %9s\n", "initialise " n " persisted networks, kernel already right", again, "-", "-", "-"
    }'
fi
