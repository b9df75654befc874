#!/usr/bin/env bash
# The netlink library side by side with C programs on libmnl and libnftnl, which are the floor, and with vishvananda/netlink in Go.
#
#   benchmarks/netlink.sh [--json] [--runs N]
#
# Every contestant is a program that keeps one socket, repeats an operation and prints the median: no start of a process is counted. The
# contestants take turns N times (default 7) in network namespaces of their own, and the table shows the medians of those.
set -euo pipefail
cd "$(dirname "$0")/.."

json=0 runs=7
while [ $# -gt 0 ]; do
    case "$1" in
        --json) json=1 ;;
        --runs) runs="$2"; shift ;;
        *) echo "usage: benchmarks/netlink.sh [--json] [--runs N]" >&2; exit 2 ;;
    esac
    shift
done

export PATH="$PATH:/usr/sbin:/sbin"
eng/install-dependencies.sh >&2
needed=()
command -v jq >/dev/null || needed+=(jq)
command -v go >/dev/null || needed+=(golang-go)
[ -e /usr/share/gocode/src/github.com/vishvananda/netlink ] || needed+=(golang-github-vishvananda-netlink-dev)
[ -e /usr/include/libmnl/libmnl.h ] || needed+=(libmnl-dev)
[ -e /usr/include/libnftnl/set.h ] || needed+=(libnftnl-dev)
[ ${#needed[@]} -eq 0 ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${needed[@]}"; } >&2

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
gcc -O2 -Wall -o "$work/route-c" benchmarks/netlink/c/route.c -lmnl
gcc -O2 -Wall -o "$work/elements-c" benchmarks/netlink/c/elements.c -lnftnl -lmnl
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/go-cache" go build -o "$work/route-go" benchmarks/netlink/go/route.go
dotnet build benchmarks/netlink/ours -c Release -v quiet -nologo >&2
ours="$PWD/benchmarks/netlink/ours/bin/Release/net10.0/NetController.Benchmarks.Netlink"
results="$work/results"
private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
export work ours runs results

# compare FIGURE UNIT NANOSECONDS-PER-UNIT ARGUMENTS...: lets the contestants for rtnetlink take turns.
compare() {
    local figure="$1" unit="$2" scale="$3"
    shift 3
    for _ in $(seq "$runs"); do
        "$work/route-c" "$@" >>"$work/c"
        "$ours" "$@" >>"$work/o"
        "$work/route-go" "$@" >>"$work/go"
    done
    note "$figure" "$unit" "$scale"
}
# The same for transactions of nf_tables, which the Go library does not do.
compare_elements() {
    local figure="$1" count="$2"
    for _ in $(seq "$runs"); do
        "$work/elements-c" "$count" 200 >>"$work/c"
        "$ours" elements "$count" 200 >>"$work/o"
    done
    note "$figure" us 1000
}
middle() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; else print "null" }'; }
# A contestant prints nanoseconds; ours, after them, the bytes that one operation allocates.
note() {
    touch "$work/go"
    jq -cn --arg figure "$1" --arg unit "$2" --argjson scale "$3" --argjson runs "$runs" \
        --argjson ours "$(middle <"$work/o")" --argjson floor "$(middle <"$work/c")" --argjson go "$(middle <"$work/go")" \
        --argjson bytes "$(awk '{ print $2 }' "$work/o" | middle)" '
        def rounded: if . == null then null else ((. / $scale * 100 | round) / 100) end;
        {figure: $figure, unit: $unit, ours: ($ours | rounded), floor: ($floor | rounded),
         peers: (if $go == null then {} else {vishvananda: ($go | rounded)} end), runs: $runs},
        {figure: "\($figure): allocated", unit: "bytes", ours: $bytes, floor: null, peers: {}, runs: $runs}' >>"$results"
    rm -f "$work/c" "$work/o" "$work/go"
}
links() {
    for i in $(seq $(($1 / 2))); do echo "link add a$i group 7 type veth peer name b$i group 7"; done | ip -batch -
}
fill() {
    for part in $(seq 0 9); do
        echo "add element inet bench m {$(for i in $(seq 0 999); do printf '10.%d.%d.%d . 80 : %d,' "$part" $((i / 256)) $((i % 256)) "$i"; done)}" >"$work/fill"
        nft -f "$work/fill"
    done
}
export -f compare compare_elements middle note links fill

"${private[@]}" bash -euo pipefail -c '
    ip link set lo up
    compare "request and acknowledgement" us 1000 ack 300 50
    compare "one link by index" us 1000 link 300 50
    for i in $(seq 0 99999); do echo "route add 10.$((i / 65536)).$((i / 256 % 256)).$((i % 256))/32 dev lo"; done | ip -batch -
    compare "list 100,000 routes" ms 1000000 routes 9 1
    compare "look at 100,000 routes in place" ms 1000000 visit-routes 9 1'
for count in 1000 5000; do
    count="$count" "${private[@]}" bash -euo pipefail -c '
        links "$count"
        compare "list $count links" ms 1000000 links 15 1
        compare "look at $count links in place" ms 1000000 visit-links 15 1
        ip link delete group 7'
done
for present in 0 10000; do
    present="$present" "${private[@]}" bash -euo pipefail -c '
        nft "add table inet bench; add map inet bench m { type ipv4_addr . inet_service : mark; }"
        [ "$present" -eq 0 ] || fill
        for count in 1 100 1000; do
            compare_elements "transaction of $count elements, $present there" "$count"
        done'
done

if [ "$json" -eq 1 ]; then
    jq -s . "$results"
else
    jq -r '[.figure, .unit, .ours, (.floor // "-"), (if .floor then .ours / .floor * 100 | round / 100 else "-" end),
            (.peers.vishvananda // "-"), (if .peers.vishvananda then .peers.vishvananda / .ours * 100 | round / 100 else "-" end)] | @tsv' "$results" |
        awk -F'\t' -v runs="$runs" 'BEGIN { printf "%-48s %-6s %10s %10s %9s %12s %9s\n", "figure (median of " runs " runs)", "unit", "ours", "C", "ours/C", "vishvananda", "Go/ours" }
            { printf "%-48s %-6s %10s %10s %9s %12s %9s\n", $1, $2, $3, $4, $5, $6, $7 }'
fi
