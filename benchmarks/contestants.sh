# Read by the scripts beside it: contestants, which are processes in namespaces of their own that do what the lines of their standard input say.
# Wants $work, a folder for this run, which goes with everything that was started.

declare -A to=() from=()
started=()
# Contestants end with their input; after a failure not all may be listening.
finish() {
    local status=$? name
    for name in "${!to[@]}"; do exec {to[$name]}>&- {from[$name]}<&-; done
    if [ ${#started[@]} -gt 0 ]; then
        # With the process that made their namespaces they all go; it is deaf to gentler signals.
        [ "$status" -eq 0 ] || kill -KILL "${started[@]}" 2>/dev/null || true
        wait "${started[@]}" 2>/dev/null || true
    fi
    # Contestants name their cgroups after their folder.
    find /sys/fs/cgroup -depth -type d -path "*/netctl-bench-${work//[^a-zA-Z0-9]/}*" -exec rmdir {} + 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# start NAME COMMAND...: a contestant, which answers line by line.
start() {
    local name="$1" input output
    shift
    mkfifo "$work/$name.in" "$work/$name.out"
    "$@" <"$work/$name.in" >"$work/$name.out" &
    started+=($!)
    exec {input}>"$work/$name.in" {output}<"$work/$name.out"
    to[$name]="$input" from[$name]="$output"
}
# ask NAME WORDS...: lets a contestant do something; its answer is in $answer.
ask() {
    local name="$1"
    shift
    echo "$*" >&"${to[$name]}"
    hear "$name" || { echo "$name gave no answer to: $*" >&2; exit 1; }
}
hear() { read -r -t 600 answer <&"${from[$1]}"; }

# The middle of a column.
column() { awk -v c="${2:-1}" '{ print $c }' "$1" | sort -n; }
middle() { column "$@" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# unpack DIRECTORY PACKAGE...: the files of Debian packages below a directory, not installed, so that nothing of them starts on this machine.
unpack() {
    local root="$1" packages
    shift
    packages="$(mktemp -d -p "$work")"
    (cd "$packages" && apt-get update -qq && apt-get -o APT::Sandbox::User=root download -qq "$@" && for package in *.deb; do dpkg --extract "$package" "$root"; done) >&2
    rm -r "$packages"
}
