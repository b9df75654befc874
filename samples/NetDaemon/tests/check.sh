#!/usr/bin/env bash
# Tries the built daemon from outside, as an administrator would: options, socket, Docker's client, signals, kills. Runs in namespaces of its
# own and writes one line for each thing that is as it should be; ends with an error at the first that is not.
# Usage: check.sh PROGRAM
set -euo pipefail
# What follows "--inside" runs in the private namespaces that were just made, and in no others.
if [ "$1" != --inside ]; then
    private=(unshare --mount --net)
    [ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
    exec "${private[@]}" "$0" --inside "$1" "$(readlink /proc/self/ns/net)"
fi
here="$(readlink /proc/self/ns/net)"
# In a network that was just made nothing is up, not even the loopback.
if [ "$here" = "$3" ] || [ "$here" = "$(readlink /proc/1/ns/net || true)" ] || [ -n "$(ip -oneline link show up)" ]; then
    echo "check.sh: this network was not made for the check; nothing was touched" >&2
    exit 1
fi
daemon="$2"
sample="$(cd "$(dirname "$0")/.." && pwd)"
subject="NetDaemon"
# shellcheck source=/dev/null
. "$sample/tests/telling.sh"
here="$(mktemp -d)"
chmod 0755 "$here"
pid=""
trap 'status=$?; [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true; [ $status -eq 0 ] || tail -n 30 "$here/log" >&2 || true
    for mounted in "$here"/run/netns/*; do umount "$mounted" 2>/dev/null || true; done; rm -rf "$here"' EXIT
socket="$here/run/netctl.sock"
pidfile="$here/net.pid"
usual=(--host "unix://$socket" --data-root "$here/data" --exec-root "$here/run" --pidfile "$pidfile" --config-file "$here/daemon.json" --firewall-backend nftables)
echo '{"log-level": "info", "default-address-pools": [{"base": "10.90.0.0/16", "size": 24}], "mtu": 1400}' >"$here/daemon.json"

api() { curl -sS --fail --max-time 20 --unix-socket "$socket" "http://localhost$1" "${@:2}"; }
docker() { command docker -H "unix://$socket" "$@"; }
is_ready() { [ -S "$socket" ] && api /_ping; }
start() {
    # Where this script was told to outlive its terminal (nohup), the daemon would ignore SIGHUP as well.
    env --default-signal=HUP "$daemon" "${usual[@]}" "$@" 2>"$here/log" &
    pid=$!
    until_true 30 is_ready
}
# ended CODE: the daemon has ended with that code.
ended() {
    local code=0
    wait "$pid" || code=$?
    pid=""
    [ "$code" -eq "$1" ] || fail "it ended with $code in place of $1"
}
# refuses CODE WORDS ARGUMENTS…: it does not start, with that code and reason.
refuses() {
    local code=0 said
    said="$("$daemon" "${@:3}" 2>&1)" || code=$?
    [ "$code" -eq "$1" ] || fail "'${*:3}' ended with $code in place of $1: $said"
    grep -qF -- "$2" <<<"$said" || fail "'${*:3}' does not say '$2' but: $said"
}
# The log begins anew with each start.
logged() { grep -qF -- "$1" "$here/log"; }

# Options.
"$daemon" --help | grep -qF -- "--default-address-pool base=CIDR,size=N"
flags_of() { grep -oE -- '--[a-z][a-z0-9-]+' | sort -u; }
told="$("$daemon" --help | sed -n 's/^ \{2,\}\(-., \)\?\(--[a-z0-9-]*\).*/\2/p' | flags_of)"
documented="$(sed -n 's/^| \(`-[^|]*\)|.*/\1/p' "$sample/../../docs/daemon.md" | flags_of)"
[ "$told" = "$documented" ] || fail "--help and docs/daemon.md differ: $(diff <(echo "$told") <(echo "$documented"))"
[ "$("$daemon" "${usual[@]}" --validate)" = "configuration OK" ] || fail "--validate"
[ ! -e "$here/data" ] || fail "--validate made something"
refuses 2 "unknown flag: --colour" --colour red
refuses 2 "needs a value" --mtu
refuses 2 "no other arguments" start
refuses 2 "mtu: given both by a flag (1300) and in the configuration file (1400)" "${usual[@]}" --mtu 1300 --validate
NETDAEMON_MTU=1300 refuses 2 "mtu: given both by the environment" "${usual[@]}" --validate
NETDAEMON_COLOUR=red refuses 2 "NETDAEMON_COLOUR is no option" --validate
refuses 2 "cannot be read" --config-file "$here/absent.json" --validate
echo '{"mtu": "large", "colour": "red"}' >"$here/wrong.json"
refuses 2 "'mtu' must be a number" --config-file "$here/wrong.json" --validate
refuses 2 "unknown key 'colour'" --config-file "$here/wrong.json" --validate
said="$(NETDAEMON_COLOUR=red "$daemon" --config-file "$here/wrong.json" --validate 2>&1)" && fail "wrong options are taken"
for words in "NETDAEMON_COLOUR" "'mtu' must be" "unknown key 'colour'"; do grep -qF -- "$words" <<<"$said" || fail "not all that is wrong is told at once: $said"; done
echo '{"mtu": 1400, "mtu": 1300}' >"$here/wrong.json"
refuses 2 "mtu" --config-file "$here/wrong.json" --validate
refuses 2 "--bip '10.1.0.0/33' is not an address" --bip 10.1.0.0/33 --validate
refuses 2 "--default-address-pool 'all' is not a pool" --log-level loud --default-address-pool all --mtu 1,5 --validate
said="$("$daemon" --log-level loud --default-address-pool all --mtu 1,5 --validate 2>&1)" && fail "three wrong options are taken"
[ "$(wc -l <<<"$said")" -eq 3 ] || fail "not each of three wrong options is told once: $said"
refuses 2 "contradict each other" --bridge br0 --bip 10.1.0.1/24 --validate
refuses 2 "--icc=false needs firewall rules" --icc=false --iptables=false --validate
refuses 2 "no loopback address" -H tcp://0.0.0.0:2375 --validate
refuses 2 "needs --tlsverify" -H tcp://127.0.0.1:2375 --validate
refuses 2 "--log-level cannot be 'loud'" -l loud --validate
NETDAEMON_HOSTS="" refuses 2 "--host is empty" --validate
printf '{"group": "\\ud800"}' >"$here/wrong.json"
refuses 2 "cannot be read" --config-file "$here/wrong.json" --validate
mkdir "$here/open"
chmod 0777 "$here/open"
refuses 1 "others may write to the folder" "${usual[@]}" --data-root "$here/open"
if mkdir "$here/foreign" && chown 65534 "$here/foreign" 2>/dev/null; then
    refuses 1 "belongs to user 65534" "${usual[@]}" --data-root "$here/foreign"
fi
[ ! -e "$pidfile" ] || fail "a refused start left its pid file"
ok "options that are unknown, conflicting or wrong are refused with 2"
setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null && ordinary=(setpriv --reuid=65534 --regid=65534 --clear-groups) || ordinary=()
if [ ${#ordinary[@]} -gt 0 ] && "${ordinary[@]}" test -x "$daemon"; then
    code=0
    said="$("${ordinary[@]}" env HOME=/ "$daemon" "${usual[@]}" 2>&1)" || code=$?
    [ $code -eq 5 ] || fail "an ordinary user's start ended with $code: $said"
    grep -qF "needs root" <<<"$said" || fail "an ordinary user is told: $said"
    ok "an ordinary user is told that it needs root"
fi

if command -v systemd-analyze >/dev/null; then
    mkdir "$here/unit"
    sed "s|^ExecStart=.*|ExecStart=$(realpath "$daemon")|" "$sample/netdaemon.service" >"$here/unit/netdaemon.service"
    said="$(systemd-analyze verify --recursive-errors=no "$here/unit/netdaemon.service" 2>&1)" && [ -z "$said" ] || fail "systemd finds the unit wrong: $said"
    ok "the unit file is what systemd expects"
fi

# A whole life.
start
[ "$(stat -c %a "$socket" "$here/data" "$here/run" | paste -sd' ')" = "660 700 711" ] || fail "modes: $(stat -c '%n %a' "$socket" "$here/data" "$here/run")"
[ "$(cat "$pidfile")" = "$pid" ] || fail "the pid file holds $(cat "$pidfile")"
if [ ${#ordinary[@]} -gt 0 ]; then
    said="$("${ordinary[@]}" curl -sS --unix-socket "$socket" http://localhost/_ping 2>&1)" && fail "an ordinary user may open the socket"
    "${ordinary[@]}" test -S "$socket" || fail "an ordinary user does not come to the socket at all"
    ok "an ordinary user is refused by the socket's mode"
fi
[ "$(docker network ls --format '{{.Name}}' | sort | paste -sd' ')" = "bridge host none" ] || fail "network ls"
docker network create --subnet 10.91.0.0/24 --label team=ops web >/dev/null
[ "$(docker network inspect web --format '{{(index .IPAM.Config 0).Subnet}} {{.Labels.team}}')" = "10.91.0.0/24 ops" ] || fail "network inspect"
[ "$(docker network inspect bridge --format '{{index .Options "com.docker.network.driver.mtu"}}')" = "1400" ] || fail "the file's MTU is not in force"
docker network create gone >/dev/null
[ "$(docker network inspect gone --format '{{(index .IPAM.Config 0).Subnet}}')" = "10.90.1.0/24" ] || fail "the file's pool is not in force"
docker network rm gone >/dev/null
ok "docker network ls, create, inspect, rm"
if [ -n "${NETCTL_PROGRAM:-}" ]; then
    [ "$("$NETCTL_PROGRAM" --host "unix://$socket" network ls -q | wc -l)" -eq 4 ] || fail "netctl network ls"
    "$NETCTL_PROGRAM" --host "unix://$socket" check >/dev/null || fail "netctl check"
    ok "netctl by the daemon"
fi
metrics="$(api /metrics)"
for words in 'netcontroller_networks{netcontroller_driver="bridge",netcontroller_state="active"} 2' 'netcontroller_operation_duration_seconds_count{netcontroller_operation="network.create",netcontroller_outcome="ok"} 2' \
    'le="+Inf"' '# TYPE netcontroller_operation_duration_seconds histogram' process_resident_memory_bytes; do
    grep -qF -- "$words" <<<"$metrics" || fail "metrics do not hold '$words': $metrics"
done
[ "$(api /health)" = "Healthy" ] || fail "health"
ok "metrics and health"
refuses 4 "running already, as process $pid" "${usual[@]}"
refuses 4 "another process listens on $socket" --host "unix://$socket" --data-root "$here/data2" --exec-root "$here/run2" --pidfile "$here/other.pid"
[ ! -e "$here/other.pid" ] || fail "a refused instance left its pid file"
is_ready >/dev/null || fail "a refused instance has harmed the one that lives"
ok "a second instance is refused with 4"
# chooses SUBNET: that is what a new network gets.
chooses() {
    docker network create chosen >/dev/null
    [ "$(docker network inspect chosen --format '{{(index .IPAM.Config 0).Subnet}}')" = "$1" ] || fail "a network gets $(docker network inspect chosen --format '{{.IPAM.Config}}') in place of $1"
    docker network rm chosen >/dev/null
}
chooses 10.90.1.0/24
echo '{"log-level": "debug", "default-address-pools": [{"base": "10.92.0.0/16", "size": 24}], "reserved-subnets": ["10.90.1.0/24"], "mtu": 1400}' >"$here/daemon.json"
kill -HUP "$pid"
until_true 10 logged "Reload: log-level is now debug"
until_true 10 logged "Reload: reserved-subnets is now 10.90.1.0/24"
until_true 10 logged "Reload: default-address-pools would be base=10.92.0.0/16,size=24; that needs a restart"
until_true 10 logged "Reload: done"
chooses 10.90.2.0/24
echo '{"log-level": 7}' >"$here/daemon.json"
kill -HUP "$pid"
until_true 10 logged "Reload: nothing was changed, because the options are wrong"
chooses 10.90.2.0/24
echo '{"default-address-pools": [{"base": "10.90.0.0/16", "size": 24}], "mtu": 1400}' >"$here/daemon.json"
kill -HUP "$pid"
until_true 10 logged "Reload: reserved-subnets is now its default"
until_true 10 eval '[ "$(grep -cF "Reload: done" "$here/log")" -eq 2 ]'
chooses 10.90.1.0/24
is_ready >/dev/null || fail "a wrong reload has ended it"
ok "SIGHUP reloads what it can, and says what it cannot"
echo '{}' >"$here/daemon.json"
kill -TERM "$pid"
ended 0
[ ! -e "$socket" ] && [ ! -e "$pidfile" ] || fail "the stopped daemon left $(ls "$here" "$here/run")"
ok "SIGTERM: exit code 0, socket and pid file gone"

# The second signal, while a client holds the first one up.
start
# hold: a client begins a request and does not end it.
hold() {
    exec {held}> >(nc -U "$socket" >/dev/null 2>&1 || true)
    printf 'POST /networks/create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{' >&"$held"
    until_true 10 holds
}
# This client's connection, and that of whoever asks.
holds() { api /metrics | grep -q '^kestrel_active_connections{.*} 2$'; }
let_go() { exec {held}>&-; }
hold
kill -TERM "$pid"
until_true 10 logged "SIGTERM: stopping in order"
sleep 0.3
kill -0 "$pid" || fail "it did not wait for the request that was under way"
kill -TERM "$pid"
ended 143
let_go
ok "a second SIGTERM ends it at once with 143"
[ -e "$pidfile" ] || fail "this was not a forced end"
start --shutdown-timeout 2
logged "was left by process" || fail "the stale pid file is not told of"
ok "a stale pid file and socket are replaced"
hold
kill -TERM "$pid"
ended 0
let_go
logged "connection(s) had not ended and were cut" || fail "the connection was not cut"
ok "an orderly stop keeps its time limit, whatever a client does"
start

# TCP: nobody without a certificate, and systemd is told.
if command -v openssl >/dev/null; then
    kill -TERM "$pid"
    ended 0
    ip link set dev lo up
    key() { openssl req -newkey rsa:2048 -nodes -keyout "$here/$1.key" -subj "/CN=$1" "${@:2}" 2>/dev/null; }
    sign() { openssl x509 -req -in "$here/$1.csr" -CA "$here/$2.pem" -CAkey "$here/$2.key" -CAcreateserial -days 2 -out "$here/$1.pem" -extfile <(echo "$3") 2>/dev/null; }
    for authority in ca stranger; do key $authority -x509 -days 2 -out "$here/$authority.pem"; done
    for name in server client foreign; do key $name -out "$here/$name.csr"; done
    sign server ca "subjectAltName=IP:127.0.0.1"
    sign client ca "extendedKeyUsage=clientAuth"
    sign foreign stranger "extendedKeyUsage=clientAuth"
    tls=(--tlsverify --tlscacert "$here/ca.pem" --tlscert "$here/server.pem" --tlskey "$here/server.key")
    refuses 2 "certificates cannot be read" "${usual[@]}" -H tcp://127.0.0.1:2376 --tlsverify --tlscacert "$here/ca.pem" --tlscert "$here/absent.pem" --tlskey "$here/server.key"
    nc -lkuU "$here/notify" >"$here/notified" &
    manager=$!
    until_true 5 test -S "$here/notify"
    export NOTIFY_SOCKET="$here/notify" WATCHDOG_USEC=200000
    start "${tls[@]}" -H tcp://127.0.0.1:2376
    unset NOTIFY_SOCKET WATCHDOG_USEC
    notified() { tr '\n' ' ' <"$here/notified" | grep -qE "$1"; }
    until_true 10 notified "^READY=1.*WATCHDOG=1.*WATCHDOG=1"
    command docker -H tcp://127.0.0.1:2376 --tlsverify --tlscacert "$here/ca.pem" --tlscert "$here/client.pem" --tlskey "$here/client.key" network inspect web >/dev/null \
        || fail "a client with a certificate is refused"
    for wrong in "--cert $here/foreign.pem --key $here/foreign.key" ""; do
        # shellcheck disable=SC2086 # several words, or none
        curl -s --max-time 10 --cacert "$here/ca.pem" $wrong https://127.0.0.1:2376/_ping >/dev/null 2>&1 && fail "a client is let in with '$wrong'"
    done
    curl -s --max-time 10 http://127.0.0.1:2376/_ping >/dev/null 2>&1 && fail "plain HTTP is answered"
    ok "TCP is for clients with a certificate of the authority alone"
    kill -HUP "$pid"
    until_true 10 notified "RELOADING=1 MONOTONIC_USEC=[0-9]+.*READY=1"
    kill -TERM "$pid"
    ended 0
    until_true 5 notified "STOPPING=1"
    kill "$manager"
    wait "$manager" || true
    ok "systemd is told of ready, watchdog, reloading and stopping"
    start
fi

# Kills under load: eight clients create, connect, disconnect and delete, over two sandboxes that talk to each other all the time.
post() { api "$1" -X POST -H 'Content-Type: application/json' -d "$2"; }
post /netctl/sandboxes '{"Name": "one"}' >/dev/null
post /netctl/sandboxes '{"Name": "two"}' >/dev/null
docker network connect --ip 10.91.0.11 web one
docker network connect --ip 10.91.0.12 web two
namespace_of() { api "/netctl/sandboxes/$1" | sed -n 's/.*"NamespacePath": *"\([^"]*\)".*/\1/p'; }
one="$(namespace_of one)" two="$(namespace_of two)"
[ -n "$one" ] && [ -n "$two" ] || fail "no namespace: $(api /netctl/sandboxes/one)"
nsenter --net="$one" ping -n -i 0.05 -W 1 10.91.0.12 >"$here/ping" 2>&1 &
ping=$!
touch "$here/loading"
# A datagram for each number, until the load ends.
nsenter --net="$two" nc -u -l 9000 >"$here/received" &
receiver=$!
sleep 0.2
(
    number=0
    while [ -e "$here/loading" ]; do
        number=$((number + 1))
        echo "$number"
        echo "$number" >"$here/sent"
        sleep 0.05
    done
) | nsenter --net="$one" nc -u 10.91.0.12 9000 &
sender=$!
load() {
    while [ -e "$here/loading" ]; do
        post /networks/create "{\"Name\": \"load$1\"}" && post /netctl/sandboxes "{\"Name\": \"load$1\"}" && post "/networks/load$1/connect" "{\"Container\": \"load$1\"}" \
            && post "/networks/load$1/disconnect" "{\"Container\": \"load$1\"}"
        api "/netctl/sandboxes/load$1" -X DELETE
        api "/networks/load$1" -X DELETE
    done >/dev/null 2>&1 || true
}
loads=()
for client in 1 2 3 4 5 6 7 8; do load $client & loads+=($!); done
for kills in 1 2 3 4 5 6 7 8 9 10; do
    sleep "0.$((RANDOM % 8 + 2))"
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null || true
    start
done
rm "$here/loading"
for load in "${loads[@]}"; do wait "$load"; done
for client in 1 2 3 4 5 6 7 8; do
    api "/netctl/sandboxes/load$client" -X DELETE >/dev/null 2>&1 || true
    api "/networks/load$client" -X DELETE >/dev/null 2>&1 || true
done
kill -INT "$ping"
wait "$ping" || true
until_true 5 grep -qx "$(cat "$here/sent")" "$here/received"
[ "$(wc -l <"$here/received")" -eq "$(cat "$here/sent")" ] || fail "of $(cat "$here/sent") datagrams $(wc -l <"$here/received") arrived"
kill "$sender" "$receiver"
grep -qF " 0% packet loss" "$here/ping" || fail "the ping lost packets: $(tail -n 3 "$here/ping")"
[ "$(docker network ls --format '{{.Name}}' | sort | paste -sd' ')" = "bridge host none web" ] || fail "after the kills there is: $(docker network ls)"
grep -qE '"Clean": *true' <<<"$(api /netctl/check)" || fail "after the kills: $(api /netctl/check)"
[ "$(ip -brief link show type bridge | wc -l)" -eq 2 ] || fail "after the kills: $(ip -brief link show)"
[ "$(docker network inspect web --format '{{len .Containers}}')" = 2 ] || fail "a sandbox got lost"
# Two sandboxes, a gateway each of two networks.
grep -qF 'netcontroller_leases{netcontroller_family="ipv4",netcontroller_ipam_driver="default"} 4' <<<"$(api /metrics)" || fail "leases: $(api /metrics | grep leases)"
ok "ten kills under load: store, kernel, addresses and API agree, and neither a ping nor $(cat "$here/sent") datagrams were lost ($(grep -F transmitted "$here/ping"))"
post /networks/web/disconnect '{"Container": "one"}' >/dev/null
api /netctl/sandboxes/one -X DELETE >/dev/null
api /netctl/sandboxes/two -X DELETE >/dev/null
docker network rm web >/dev/null

# shellcheck source=/dev/null
. "$sample/tests/crowd.sh"
kill -TERM "$pid"
ended 0
echo "NetDaemon is as it should be"
