#!/usr/bin/env bash
# Rewrites PublicAPI.Unshipped.txt of every library to what its source declares, so that a change of the surface is a diff in review.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$(mktemp)"
trap 'rm -f "$output"' EXIT

for folder in src/*/; do
    compgen -G "${folder}NetController*.csproj" >/dev/null || continue
    printf '#nullable enable\n' >"${folder}PublicAPI.Unshipped.txt"
    [ -e "${folder}PublicAPI.Shipped.txt" ] || printf '#nullable enable\n' >"${folder}PublicAPI.Shipped.txt"
done

# RS0016 names each member that is not listed yet, in the form that the file takes.
dotnet build src/NetController --no-incremental -v quiet -nologo -p:TreatWarningsAsErrors=false >"$output" 2>&1 || { cat "$output" >&2; exit 1; }
for folder in src/*/; do
    [ -e "${folder}PublicAPI.Unshipped.txt" ] || continue
    sed -nE "s|^$PWD/${folder}.*RS0016: Symbol '(.*)' is not part of the declared public API.*|\1|p" "$output" |
        LC_ALL=C sort -u >>"${folder}PublicAPI.Unshipped.txt"
done
