#!/usr/bin/env bash
# Shows NetController's main job in a private network namespace: nothing of this machine's own network is touched, and nothing stays.
#
#   ./demo.sh            as root, or as an ordinary user (in a user namespace of its own)
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${SharedCompilationId:-}" ] || exec eng/with-compiler.sh "./demo.sh" "$@"

# What follows "--inside" is run in the private namespaces that were just made, and in no others.
if [ "${1:-}" != --inside ]; then
    eng/install-dependencies.sh ip iptables-restore unshare
    dotnet build src/Netctl -c Release -v quiet -nologo
    state="$(mktemp -d)"
    trap 'rm -rf "$state"' EXIT
    private=(unshare --mount --net)
    [ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
    "${private[@]}" "$0" --inside "$state" "$(readlink /proc/self/ns/net)"
    exit
fi

export PATH="$PATH:/usr/sbin:/sbin"
state="$2" outer="$3" here="$(readlink /proc/self/ns/net)"
# In a network that was just made nothing is up, not even the loopback.
if [ "$here" = "$outer" ] || [ "$here" = "$(readlink /proc/1/ns/net || true)" ] || [ -n "$(ip -oneline link show up)" ]; then
    echo "demo: this network was not made for the demo; nothing was touched" >&2
    exit 1
fi

# A new network takes this over from the machine's own, which may route already.
echo 0 >/proc/sys/net/ipv4/ip_forward

netctl() { src/Netctl/bin/Release/net10.0/netctl --root "$state" "$@"; }
title() { printf '\n\033[1m== %s\033[0m\n' "$1"; }
show() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }
# Runs a command that is expected to end with the given exit code.
expect() {
    local wanted="$1" status=0
    shift
    show "$@" || status=$?
    [ "$status" -eq "$wanted" ] || { echo "demo: '$*' ended with $status, not $wanted" >&2; exit 1; }
}

title "An empty host: only a loopback, which is down"
show ip -brief link

title "Initialise: the default networks are made, persisted and real"
show netctl init
show netctl network ls
show ip -brief address show dev netctl0

title "A network of our own, planned first, then made"
expect 6 netctl plan network create --subnet 10.80.0.0/24 web
show netctl network create --subnet 10.80.0.0/24 --label team=demo web
show netctl network inspect web

title "What it means in the firewall"
show netctl rules web
show iptables-save -t filter

title "A second start changes nothing but the default bridge's record: the link and its address stay"
before="$(ip -json address show dev netctl0 | tr -d ' \n' | sed -E 's/"ifalias":"[^"]*"//')"
show netctl init
after="$(ip -json address show dev netctl0 | tr -d ' \n' | sed -E 's/"ifalias":"[^"]*"//')"
[ "$before" = "$after" ] || { echo "demo: the default bridge changed" >&2; exit 1; }
expect 0 netctl check

title "Somebody breaks it: an address is removed, the MTU changed, the rules flushed"
bridge="$(netctl network inspect web | sed -nE 's/.*"Link": *"([^"]*)".*/\1/p')"
show ip address del 10.80.0.1/24 dev "$bridge"
show ip link set dev "$bridge" mtu 1400
show iptables -F FORWARD
expect 6 netctl check

title "Repair cures exactly that"
show netctl repair
expect 0 netctl check

title "What was changed on the host itself, and what is in use"
show netctl host-changes
show netctl pools

title "And away again"
show netctl network rm web
show netctl network ls
echo
echo "demo: done; the namespace and everything in it is gone now"
