#!/usr/bin/env bash
# Installs the Debian packages that building, testing and trying NetController need, where they are missing.
# As an ordinary user it only says what is missing.
#
#   eng/install-dependencies.sh [PROGRAM…]     with names, only what these programs need
set -euo pipefail

# program, or file -> package
declare -A needed=(
    [ip]=iproute2 [iptables-restore]=iptables [nft]=nftables [conntrack]=conntrack [unshare]=util-linux [nsenter]=util-linux
    [setpriv]=util-linux [ping]=iputils-ping [sysctl]=procps [gcc]=gcc [nc]=netcat-openbsd [strace]=strace [crun]=crun
    [busybox]=busybox-static [curl]=curl [openssl]=openssl [docker]=docker-cli
    # Native AOT links against zlib and the C library's headers and start files.
    [/usr/include/zlib.h]=zlib1g-dev [/usr/include/stdio.h]=libc6-dev
)
wanted=("$@")
[ $# -gt 0 ] || wanted=("${!needed[@]}")

missing=()
for program in "${wanted[@]}"; do
    [ -n "${needed[$program]:-}" ] || { echo "no package is known for '$program'" >&2; exit 2; }
    [[ "$program" == /* && -e "$program" ]] || PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null || missing+=("${needed[$program]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

# Only up-to-date lists tell which packages there are.
[ "$(id -u)" -ne 0 ] || apt-get update -qq
# Docker's client is a package of its own in later Debians, and part of the daemon's in earlier ones.
apt-cache show docker-cli >/dev/null 2>&1 || missing=("${missing[@]/#docker-cli/docker.io}")

if [ "$(id -u)" -ne 0 ]; then
    echo "missing packages: ${missing[*]}" >&2
    echo "install them as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "installing: ${missing[*]}"
# In run level 1 no package starts a service: the tests need Docker's client, and nobody wants its daemon to change the host's firewall.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
