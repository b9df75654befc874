#!/usr/bin/env bash
# Packs the libraries, restores the samples from those packages, and runs each in a private namespace.
set -euo pipefail
cd "$(dirname "$0")/.."

eng/pack.sh >/dev/null
dotnet build samples/QuickStart -c Release -v quiet -nologo

private=(unshare --mount --net)
[ "$(id -u)" -eq 0 ] || private=(unshare --map-root-user --mount --net)
state="$(mktemp -d)"
trap 'rm -rf "$state"' EXIT

echo "samples/QuickStart:"
networks="$("${private[@]}" samples/QuickStart/bin/Release/net10.0/QuickStart "$state")"
echo "$networks"
for name in none host bridge; do
    grep -qw "$name" <<<"$networks" || { echo "samples/QuickStart does not list network '$name'" >&2; exit 1; }
done
