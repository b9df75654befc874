#!/usr/bin/env bash
# Builds everything and runs every test: all of them as root (or as root of a private user namespace), the kernel tests once more as an
# ordinary user, save those that go through every case (category "Exhaustive"), the packages through the samples that restore them. Ends with the
# line "N passed, N failed".
#
#   ./test.sh            everything
#   ./test.sh Ipam       only the test projects whose name contains the word
#
# Test programs run side by side, two for each processor, for most of their time they wait; NETCONTROLLER_TEST_JOBS=1 runs one at a time.
# Nothing of the machine's own network is touched: every program runs in a private network and mount namespace.
set -euo pipefail
cd "$(dirname "$0")"
[ -n "${SharedCompilationId:-}" ] || exec eng/with-compiler.sh "./test.sh" "$@"
only="${1:-}"
side_by_side="${NETCONTROLLER_TEST_JOBS:-$((2 * $(nproc)))}"

# The kernel tests come first: they take longest, and mostly wait. The tool's are the last of them, for they wait for the tool.
projects=()
for project in $(ls -d tests/*.Kernel.Tests | grep -v '/Netctl') tests/Netctl.Kernel.Tests $(ls -d tests/*.Tests | grep -v 'Kernel\.Tests$'); do
    [[ "$(basename "$project")" != *"$only"* ]] || projects+=("$project")
done
[ ${#projects[@]} -gt 0 ] || { echo "test.sh: no test project's name contains '$only'" >&2; exit 2; }

eng/install-dependencies.sh
dotnet build NetController.sln -c Release -v quiet -nologo

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
# The tool is tested as its users get it, one native program, which also starts twenty times as fast. eng/pack.sh takes it as it is. It is made
# while the first test programs run: those are the ones that wait.
platform="linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')"
export NETCTL_PROGRAM="$PWD/src/Netctl/bin/Release/net10.0/$platform/publish/netctl"
publish() {
    local status=0
    dotnet publish src/Netctl -c Release -r "$platform" -v quiet -nologo >"$results/publish" 2>&1 || status=$?
    echo "$status" >"$results/published.part"
    mv "$results/published.part" "$results/published"
}
# Waits for the tool; where it could not be made, its tests would try an old one or none.
await_tool() {
    until [ -e "$results/published" ] || ! kill -0 "$publisher" 2>/dev/null; do
        sleep 0.2
    done
    if [ "$(cat "$results/published" || echo 1)" -ne 0 ]; then
        wait
        cat "$results/publish" >&2
        exit 1
    fi
}
publish &
publisher=$!
started=0
titles=()
chosen=()

# Notes what one test program printed as "passed failed"; a program that printed no summary counts as one failure.
count() {
    local title="$1" status="$2" log="$3" good bad
    read -r good bad <<<"$(awk '$1 == "succeeded:" { good += $2 } $1 == "failed:" { bad += $2 } /^ *(succeeded|failed|skipped): / { seen = 1 }
        END { print good + 0, seen ? bad + 0 : -1 }' "$log")"
    if [ "$bad" -lt 0 ]; then
        bad=1
    elif [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    echo "$good $bad" >"$log.count"
    # In one piece, so that the reports of two programs do not run into each other.
    flock "$results" cat <(echo "$title: $good passed, $bad failed") <([ "$bad" -eq 0 ] || cat "$log")
}

# Starts a test program in private namespaces once there is room for it; the words after its name are put in front of the program.
run() {
    local title="$1" program="$2" log="$results/$started"
    shift 2
    while [ "$(jobs -rp | wc -l)" -ge "$side_by_side" ]; do
        wait -n || true
    done
    started=$((started + 1))
    titles+=("$title")
    {
        status=0
        "$@" "$program" --no-progress --no-ansi "${chosen[@]}" >"$log" 2>&1 </dev/null || status=$?
        count "$title" "$status" "$log"
    } &
}

private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)

for project in "${projects[@]}"; do
    name="$(basename "$project")"
    [ "$name" != Netctl.Kernel.Tests ] || await_tool
    run "$name" "$project/bin/Release/net10.0/NetController.$name" "${private[@]}"
done

# The same kernel tests as a user without any privileges, who is root only in a user namespace of his own.
if [ "$(id -u)" -eq 0 ]; then
    chosen=(--filter "TestCategory!=Exhaustive")
    home="$results/home"
    mkdir "$home"
    chmod 755 "$results"
    chmod 777 "$home"
    ordinary=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    # A checkout below a folder that is closed to others, such as /root, is shown to that user in a place that he can come to.
    checkout="$PWD"
    if ! "${ordinary[@]}" test -x "$checkout"; then
        checkout=/mnt
        ordinary=(unshare --mount bash -c 'mount --bind "$PWD" "$0" && cd "$0" && exec "$@"' "$checkout" "${ordinary[@]}")
    fi
    for project in "${projects[@]}"; do
        name="$(basename "$project")"
        [[ "$name" == *.Kernel.Tests ]] || continue
        program="$checkout/$project/bin/Release/net10.0/NetController.$name"
        can_read=(test -x "$program" -a -r "$program.dll" -a -x "$(readlink -f "$(command -v dotnet)")")
        "${ordinary[@]}" "${can_read[@]}" || echo "$name (ordinary user): uid 65534 may not read $PWD/$project or run dotnet; give others read access to both" >&2
        run "$name (ordinary user)" "$program" \
            "${ordinary[@]}" env HOME="$home" TMPDIR="$home" NETCTL_PROGRAM="$checkout/${NETCTL_PROGRAM#"$PWD/"}" unshare --map-root-user --mount --net
    done
fi
wait
await_tool

# A run that has left no count has ended in a way that nobody expected.
for number in "${!titles[@]}"; do
    [ -s "$results/$number.count" ] || { echo "${titles[number]}: was not counted"; echo "0 1" >"$results/$number.count"; }
done

if [ -z "$only" ]; then
    outcome="1 0"
    samples/run.sh --no-build || outcome="0 1"
    echo "$outcome" >"$results/samples.count"
fi

read -r passed failed <<<"$(cat "$results"/*.count | awk '{ good += $1; bad += $2 } END { print good + 0, bad + 0 }')"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
