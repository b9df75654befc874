#!/usr/bin/env bash
# Builds everything and runs every test: all of them as root (or as root of a private user namespace), the kernel tests once more as an
# ordinary user, the packages through the sample that restores them. Ends with the line "N passed, N failed".
#
#   ./test.sh            everything
#   ./test.sh Ipam       only the test projects whose name contains the word
#
# Nothing of the machine's own network is touched: the tests run in a private network and mount namespace.
set -euo pipefail
cd "$(dirname "$0")"
only="${1:-}"

eng/install-dependencies.sh
dotnet build NetController.sln -c Release -v quiet -nologo

passed=0
failed=0
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

# Adds what one test program printed to the totals; a program that printed no summary counts as one failure.
count() {
    local summary
    summary="$(sed -nE 's/^ *(succeeded|failed|skipped): ([0-9]+).*/\1 \2/p' "$log")"
    local good bad
    good="$(awk '$1 == "succeeded" { n += $2 } END { print n + 0 }' <<<"$summary")"
    bad="$(awk '$1 == "failed" { n += $2 } END { print n + 0 }' <<<"$summary")"
    if [ -z "$summary" ] || { [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
        bad=$((bad + 1))
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    echo "$1: $good passed, $bad failed"
    if [ "$bad" -ne 0 ]; then
        cat "$log"
    fi
}

# Runs a test program in private namespaces; the words after its name are put in front of the program.
run() {
    local title="$1" program="$2" status=0
    shift 2
    "$@" "$program" --no-progress --no-ansi >"$log" 2>&1 </dev/null || status=$?
    count "$title" "$status"
}

private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)

for project in tests/*.Tests; do
    name="$(basename "$project")"
    [[ "$name" == *"$only"* ]] || continue
    run "$name" "$project/bin/Release/net10.0/NetController.$name" "${private[@]}"
done

# The same kernel tests as a user without any privileges, who is root only in a user namespace of his own.
if [ "$(id -u)" -eq 0 ]; then
    home="$(mktemp -d)"
    chmod 777 "$home"
    for project in tests/*.Kernel.Tests; do
        name="$(basename "$project")"
        [[ "$name" == *"$only"* ]] || continue
        run "$name (ordinary user)" "$project/bin/Release/net10.0/NetController.$name" \
            setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$home" TMPDIR="$home" unshare --map-root-user --mount --net
    done
    rm -rf "$home"
fi

if [ -z "$only" ]; then
    status=0
    samples/run.sh >"$log" 2>&1 || status=$?
    cat "$log"
    if [ "$status" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
