#!/usr/bin/env bash
# Packs the libraries, restores the samples from those packages, and runs each in a private namespace. Ends with the line "N samples ran".
#
#   samples/run.sh [--no-build]     with --no-build, the libraries are packed as the solution's Release build has just made them
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${SharedCompilationId:-}" ] || exec eng/with-compiler.sh "./samples/run.sh" "$@"

eng/pack.sh "$@" >/dev/null
dotnet build samples/Samples.slnx -c Release -v quiet -nologo
private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
state="$(mktemp -d)"
trap 'rm -rf "$state"' EXIT
export PATH="$PATH:/usr/sbin:/sbin"
ran=0

# sample FOLDER: says where its program is.
sample() { echo "samples/$1/bin/Release/net10.0/$(basename "$1")"; }
# expect FOLDER WORDS TEXT: the sample's output must have the words.
expect() {
    echo "samples/$1:"
    sed 's/^/    /' <<<"$3"
    grep -qF -- "$2" <<<"$3" || { echo "samples/$1 does not say '$2'" >&2; exit 1; }
    ran=$((ran + 1))
}

trap 'echo "${program:-samples/run.sh} failed" >&2' ERR
program="$(sample QuickStart)"
networks="$("${private[@]}" "$program" "$state")"
for name in none host; do
    grep -qw "$name" <<<"$networks" || { echo "samples/QuickStart does not list network '$name'" >&2; exit 1; }
done
expect QuickStart bridge "$networks"

# Each output is kept first: within another command's words a program's failure would go unnoticed.
program="$(sample Netlink/ListLinks)"
links="$("${private[@]}" "$program")"
expect Netlink/ListLinks lo "$links"

program="$(sample Netlink/BridgeAndPing)"
pinged="$("${private[@]}" "$program")"
expect Netlink/BridgeAndPing "3 received" "$pinged"

program="$(sample Netlink/PortForward)"
forwarded="$("${private[@]}" "$program")"
expect Netlink/PortForward "was answered by 10.30.0.2:80, which was called by 192.0.2.2" "$forwarded"

# The watcher runs until it has told of enough: the address, and the link coming up, changing and going. It watches from its first line on.
program="$(sample Netlink/Watch)"
seen="$("${private[@]}" timeout 60 bash -euo pipefail -c '
    coproc watcher { "$0" 4; }
    pid=$watcher_PID
    trap "kill $pid 2>/dev/null || true" EXIT
    exec {told}<&"${watcher[0]}"
    read -r line <&"$told"
    [[ "$line" == "watching "*" links" ]]
    ip link add dev watched type bridge
    ip address add 192.0.2.9/24 dev watched
    ip link set dev watched up
    ip link delete dev watched
    echo "$line"
    cat <&"$told"
    wait "$pid"' "$program")"
expect Netlink/Watch "address 192.0.2.9/24 on watched" "$seen"

# Two sandboxes on one LAN, which is a veth here, reach each other by the addresses they were given.
program="$(sample CustomDriver/TwoOnTheLan)"
pinged="$("${private[@]}" timeout 60 bash -euo pipefail -c '
    ip link add dev lan0 type veth peer name lan1
    ip link set dev lan0 up
    ip link set dev lan1 up
    coproc host { "$0" "$1/custom" lan0; }
    pid=$host_PID
    exec {told}<&"${host[0]}"
    read -r one path address mac <&"$told"
    read -r two _ other _ <&"$told"
    nsenter --net="$path" ping -c 1 -W 2 "${other%/*}" >/dev/null
    echo "$one at $mac reaches $two"
    echo enough >&"${host[1]}"
    cat <&"$told"
    wait "$pid"' "$program" "$state")"
grep -qF "as it should be" <<<"$pinged" || { echo "samples/CustomDriver/TwoOnTheLan finds a difference" >&2; exit 1; }
expect CustomDriver/TwoOnTheLan "reaches two" "$pinged"

# The daemon is tried from outside, with Docker's client, in namespaces that its check makes.
program="$(sample NetDaemon)"
checked="$(samples/NetDaemon/tests/check.sh "$program")"
expect NetDaemon "NetDaemon is as it should be" "$checked"

echo "$ran samples ran"
