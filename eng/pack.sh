#!/usr/bin/env bash
# Packs every library and the netctl tool into artifacts/packages, a folder that NuGet can restore from.
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf artifacts/packages artifacts/nuget-cache
mkdir -p artifacts/packages
dotnet pack NetController.sln -c Release -v quiet -nologo "$@"
ls artifacts/packages
