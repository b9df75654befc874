#!/usr/bin/env bash
# Packs every library and the netctl tool into artifacts/packages, a folder that NuGet can restore from.
#
#   eng/pack.sh [--no-build]     with --no-build, from what the solution's Release build has just made
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${SharedCompilationId:-}" ] || exec eng/with-compiler.sh "./eng/pack.sh" "$@"

rm -rf artifacts/packages artifacts/nuget-cache
mkdir -p artifacts/packages
dotnet pack NetController.sln -c Release -v quiet -nologo "$@"
# The tool is a native program: one package points to it, and one for each platform holds it.
dotnet pack src/Netctl -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -v quiet -nologo
ls artifacts/packages
