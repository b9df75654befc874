#!/usr/bin/env bash
# A peer as a contestant of benchmarks/attach.sh: does what the lines of standard input say and answers each with nanoseconds.
#
#   contestant.sh dockerd|netavark|cni ROOT DIRECTORY
#
# ROOT holds the unpacked Debian packages. To be started in network, mount and process namespaces of its own, with an empty /run: whatever
# it starts, mounts and makes goes with them.
#
#   attach PORTS   a new namespace, which is not counted, gets an address and its ports on a bridge network (dockerd: a running container)
#   detach         the same back
set -euo pipefail
peer="$1" root="$2" directory="$3"
here="$(dirname "$0")"
export PATH="$root/usr/sbin:$root/usr/bin:$PATH:/usr/sbin:/sbin"
export LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu"
made=0 ports=1 namespace=""
mkdir -p "$directory"
ip link set lo up

# timed COMMAND...: runs it and sets $taken to the nanoseconds that it took.
timed() {
    local began="${EPOCHREALTIME/./}"
    "$@"
    taken=$(((${EPOCHREALTIME/./} - began) * 1000))
}
# shellcheck source=/dev/null
. "$here/$peer.sh"
# A peer that did not publish the port would be quick for nothing.
check() { iptables --wait -t nat -S | grep -q -- '--dport 8080 .*--to-destination' || { echo "$peer has not published the port" >&2; exit 1; }; }
prepare
echo ready
while read -r act number; do
    case "$act" in
        attach)
            ports="$number"
            made=$((made + 1))
            attach
            [ "$made" -ne 1 ] || check
            ;;
        detach) detach ;;
        *) echo "not understood: $act" >&2; exit 1 ;;
    esac
    echo "$taken"
done
finish
