#!/usr/bin/env bash
# Rewrites PublicAPI.Unshipped.txt of every library to what its source declares, so that a change of the surface is a diff in review.
set -euo pipefail
cd "$(dirname "$0")/.."

for project in src/*/NetController*.csproj; do
    folder="$(dirname "$project")"
    printf '#nullable enable\n' >"$folder/PublicAPI.Unshipped.txt"
    [ -e "$folder/PublicAPI.Shipped.txt" ] || printf '#nullable enable\n' >"$folder/PublicAPI.Shipped.txt"
done
# RS0016 names each member that is not listed yet, in the form that the file takes.
for project in src/*/NetController*.csproj; do
    folder="$(dirname "$project")"
    dotnet build "$project" -v quiet -nologo --no-incremental -p:BuildProjectReferences=true -p:TreatWarningsAsErrors=false -warnaserror- 2>&1 |
        sed -nE "s|^/.*/$folder/.*RS0016: Symbol '(.*)' is not part of the declared public API.*|\1|p" | LC_ALL=C sort -u >"$folder/.api"
    cat "$folder/.api" >>"$folder/PublicAPI.Unshipped.txt"
    rm "$folder/.api"
done
