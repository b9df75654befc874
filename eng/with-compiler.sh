#!/usr/bin/env bash
# Runs a command whose builds share one compiler server of their own, and ends that server afterwards. Each compilation would otherwise start
# a compiler anew, which takes longer than most compilations themselves. Servers of other builds are neither used nor ended.
#
#   eng/with-compiler.sh COMMAND [ARGUMENT…]
set -euo pipefail

# MSBuild takes its properties from the environment too, in whatever way `dotnet` is called below.
export UseSharedCompilation=true
export SharedCompilationId="netcontroller-$(id -u)-$$-$RANDOM"

end_compiler() {
    local process arguments argument
    for process in /proc/[0-9]*; do
        mapfile -d '' -t arguments 2>/dev/null <"$process/cmdline" || continue
        for argument in "${arguments[@]}"; do
            [ "$argument" != "-pipename:$SharedCompilationId" ] || kill "${process#/proc/}" 2>/dev/null || true
        done
    done
}
trap end_compiler EXIT

status=0
"$@" || status=$?
exit "$status"
