# Read by check.sh: 200 clients at once, round after round, some of them broken. Every one gets the answer that it should, and what the daemon
# holds does not grow.
clients=200 networks=10 sandboxes=40 rounds=14

# request FILE EXPECTED METHOD PATH [BODY [KIND]]: adds one to the requests that a crowd sends.
request() {
    {
        [ ! -s "$1" ] || echo "next"
        echo "url = \"http://localhost$4\""
        echo "unix-socket = \"$socket\""
        echo "request = \"$3\""
        echo "path-as-is"
        echo "output = \"/dev/null\""
        echo "max-time = 60"
        echo "write-out = \"%{http_code} $2 $3 $4\\n\""
        [ $# -lt 5 ] || printf 'header = "Content-Type: %s"\ndata = "%s"\n' "${6:-application/json}" "${5//\"/\\\"}"
    } >>"$1"
}
# crowd FILE: sends them all at once, each on a connection of its own; each must be answered, and as expected.
crowd() {
    local answers wrong asked answered
    answers="$(curl --silent --show-error --parallel --parallel-immediate --parallel-max "$clients" --config "$1" 2>"$here/curl" || true)"
    wrong="$(awk '$1 != $2' <<<"$answers")"
    [ -z "$wrong" ] || fail "answered otherwise than expected (status, expected): $(head -n 5 <<<"$wrong")"
    asked="$(grep -c '^url = ' "$1")" answered="$(grep -c . <<<"$answers" || true)"
    [ "$answered" -eq "$asked" ] || fail "of $asked requests $answered were answered: $(head -n 5 "$here/curl")"
}
write_requests() {
    local client network box
    head -c 2000000 /dev/zero | tr '\0' x >"$here/huge"
    for client in $(seq 0 $((clients - 1))); do
        network="crowd$((client % networks))" box="crowd$((client % sandboxes))"
        if [ "$client" -lt "$networks" ]; then
            request "$here/create" 201 POST /networks/create "{\"Name\": \"$network\", \"IPAM\": {\"Config\": [{\"Subnet\": \"10.93.$client.0/24\"}]}}"
            request "$here/delete" 204 DELETE "/networks/$network"
        else
            request "$here/create" 200 GET /networks
            request "$here/delete" 200 GET /netctl/state
        fi
        if [ "$client" -lt "$sandboxes" ]; then
            request "$here/begin" 201 POST /netctl/sandboxes "{\"Name\": \"$box\"}"
            request "$here/connect" 200 POST "/networks/$network/connect" "{\"Container\": \"$box\"}"
            request "$here/disconnect" 200 POST "/networks/$network/disconnect" "{\"Container\": \"$box\"}"
            request "$here/end" 204 DELETE "/netctl/sandboxes/$box"
        else
            request "$here/connect" 200 GET "/networks/$network"
            request "$here/disconnect" 200 GET "/netctl/sandboxes/$box"
        fi
        case $((client % 10)) in
            0) request "$here/broken" 400 POST /networks/create '{"Name": ' ;;
            1) request "$here/broken" 400 POST /networks/create '{"Name": "../crowd"}' ;;
            2) request "$here/broken" 400 POST /networks/create '{"Name": "x"}' text/plain ;;
            3) request "$here/broken" 413 POST /networks/create "@$here/huge" ;;
            4) request "$here/broken" 404 GET /networks/../../etc/passwd ;;
            5) request "$here/broken" 404 DELETE /networks/%2e%2e%2fcrowd ;;
            6) request "$here/broken" 403 POST "/networks/$network/connect" "{\"Container\": \"$box\"}" ;;
            7) request "$here/broken" 403 DELETE "/networks/$network" ;;
            8) request "$here/broken" 409 POST /networks/create "{\"Name\": \"$network\"}" ;;
            9) request "$here/broken" 400 GET '/networks?filters=x' ;;
        esac
    done
}
# half: a client that begins a request and goes away.
half() { printf 'POST /networks/create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{' | nc -U -N -w 1 "$socket" >/dev/null 2>&1 || true; }
round() {
    local halves=()
    crowd "$here/create"
    crowd "$here/connect"
    for _ in 1 2 3 4 5 6 7 8 9 10; do half & halves+=($!); done
    crowd "$here/broken"
    crowd "$here/disconnect"
    crowd "$here/delete"
    wait "${halves[@]}"
}
# held: KiB of memory, open files and threads of the daemon. Pages of files are the kernel's to keep or to drop.
held() { echo "$(awk '/^(RssAnon|RssShmem|VmSwap):/ { kib += $2 } END { print kib }' "/proc/$pid/status") $(open_files) $(sed -n 's/^Threads:[^0-9]*//p' "/proc/$pid/status")"; }
# Assemblies are opened when they are first needed, and stay open.
open_files() { find "/proc/$pid/fd" -type l ! -lname '*.dll' 2>/dev/null | wc -l; }
# early COLUMN: the most of the first half of the rounds. late COLUMN: the middle one of the last three.
early() { head -n $((rounds / 2)) "$here/held" | awk -v column="$1" '{ print $column }' | sort -n | tail -n 1; }
late() { tail -n 3 "$here/held" | awk -v column="$1" '{ print $column }' | sort -n | sed -n 2p; }
# flat WHAT COLUMN MORE: after the last rounds the daemon holds no more than in the first half, but for so much.
flat() {
    local early late
    early="$(early "$2")" late="$(late "$2")"
    [ "$late" -le $((early + $3)) ] || fail "$1 grew from $early to $late (at most $3 more): $(paste -sd';' "$here/held")"
    grown+="$1 $early, then $late; "
}
are_closed() { [ "$(open_files)" -le $((files + 10)) ]; }

write_requests
files="$(open_files)" grown=""
crowd "$here/begin"
for _ in $(seq "$rounds"); do
    round
    held >>"$here/held"
done
# The collector's heap settles later on some machines than on others; a leak of every request would double it.
flat "KiB of memory" 1 $(($(early 1) / 4))
flat "open files" 2 20
flat "threads" 3 30
crowd "$here/end"
until_true 10 are_closed
is_ready >/dev/null || fail "the crowd has ended it"
grep -qE '"Clean": *true' <<<"$(api /netctl/check)" || fail "after the crowd: $(api /netctl/check)"
! grep -qE ' (fail|crit): ' "$here/log" || fail "the crowd made it log an error: $(grep -E ' (fail|crit): ' "$here/log")"
ok "$clients clients at once, $rounds rounds, broken ones among them: each is answered as it should be, and nothing grows (${grown%; })"
