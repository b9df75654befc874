#!/usr/bin/env bash
# Installs the Debian packages that building, testing and trying NetController need, where they are missing.
# As an ordinary user it only says what is missing.
set -euo pipefail

# program -> package
declare -A needed=(
    [ip]=iproute2 [iptables-restore]=iptables [nft]=nftables [conntrack]=conntrack [nsenter]=util-linux [setpriv]=util-linux
    [ping]=iputils-ping [sysctl]=procps [gcc]=gcc [nc]=netcat-openbsd [strace]=strace [crun]=crun [busybox]=busybox-static
    [curl]=curl [openssl]=openssl
)
missing=()
for program in "${!needed[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null || missing+=("${needed[$program]}")
done
# Native AOT links against zlib and the C library's headers and start files.
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
[ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
# The client alone where it is a package of its own, as in later Debians.
if ! command -v docker >/dev/null; then
    if apt-cache show docker-cli >/dev/null 2>&1; then missing+=(docker-cli); else missing+=(docker.io); fi
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "missing packages: ${missing[*]}" >&2
    echo "install them as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "installing: ${missing[*]}"
# In run level 1 no package starts a service: the tests need Docker's client, and nobody wants its daemon to change the host's firewall.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
