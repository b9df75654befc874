# Read by the checks: how they tell what is as it should be and what is not. What they tell of is in $subject.
fail() { echo "$subject: $*" >&2; exit 1; }
ok() { echo "ok: $*"; }
# until_true SECONDS COMMAND…: tries it until it succeeds.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "it did not come true in time: $*"
        sleep 0.05
    done
}
