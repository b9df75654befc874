#!/usr/bin/env bash
# Rewrites PublicAPI.Unshipped.txt of every library, or of one, to what its source declares, so that a change of the surface is a diff in review.
#
#   eng/update-public-api.sh [FOLDER]     for example: eng/update-public-api.sh Netlink
set -euo pipefail
cd "$(dirname "$0")/.."
only="${1:-}"

work="$(mktemp -d)"
output="$work/output"
mkdir "$work/former"
built=""
# Where the build fails, or is broken off, the lists are what they were.
finish() {
    [ -n "$built" ] || cp -r "$work/former/." .
    rm -rf "$work"
}
trap finish EXIT

folders=()
for folder in src/*/; do
    compgen -G "${folder}NetController*.csproj" >/dev/null || continue
    [ -z "$only" ] || [ "$folder" = "src/$only/" ] || continue
    folders+=("$folder")
    [ ! -e "${folder}PublicAPI.Unshipped.txt" ] || cp -a --parents "${folder}PublicAPI.Unshipped.txt" "$work/former"
    printf '#nullable enable\n' >"${folder}PublicAPI.Unshipped.txt"
    [ -e "${folder}PublicAPI.Shipped.txt" ] || printf '#nullable enable\n' >"${folder}PublicAPI.Shipped.txt"
done
[ ${#folders[@]} -gt 0 ] || { echo "there is no library src/$only" >&2; exit 2; }

# RS0016 names each member that is not listed yet, in the form that the file takes.
# The two at the top take every other library along.
for top in ${only:-Hosting AspNetCore}; do
    dotnet build "src/$top" --no-incremental -v quiet -nologo -p:TreatWarningsAsErrors=false >>"$output" 2>&1 || { grep -E ": error " "$output" | sort -u >&2; exit 1; }
done
built=yes
for folder in "${folders[@]}"; do
    sed -nE "s|^$PWD/${folder}.*RS0016: Symbol '(.*)' is not part of the declared public API.*|\1|p" "$output" |
        LC_ALL=C sort -u >>"${folder}PublicAPI.Unshipped.txt"
done
