#!/usr/bin/env bash
# Tries netdaemon.service under a real systemd: start, reload, restart, watchdog, a killed daemon, stop, wrong options. That systemd is process 1
# of namespaces of its own, over a throw-away layer on this machine's file system; of the machine's own units it starts its journal alone.
# Needs root, systemd and overlayfs. Writes one line for each thing that is as it should be; ends with an error at the first that is not.
# Usage: systemd.sh PROGRAM
set -euo pipefail

subject="NetDaemon under systemd"
# shellcheck source=/dev/null
. "$(dirname "$0")/telling.sh"

# The machine that process 1 sees: this one's files below a layer in memory, its own devices, processes and control groups; what is the kernel's alone cannot be written to.
boot() {
    local program="$1" sample="$2" layers="$3"
    mount --make-rprivate /
    mount -t tmpfs -o mode=0755 tmpfs "$layers"
    mkdir "$layers/upper" "$layers/work" "$layers/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" "$layers/root"
    cd "$layers/root"
    rm -rf {usr/lib,lib,etc}/systemd/system/*.wants/* {usr/lib,lib,etc}/systemd/system-generators/* etc/netdaemon var/lib/netctl usr/local/bin/NetDaemon opt/netdaemon
    : >etc/fstab
    tr -d - </proc/sys/kernel/random/uuid >etc/machine-id
    mkdir -p lib/systemd/system/sysinit.target.wants opt/netdaemon etc/netdaemon etc/systemd/system/netdaemon.service.d
    ln -s ../systemd-journald.service lib/systemd/system/sysinit.target.wants/
    find "$(dirname "$program")" -maxdepth 1 -type f -exec cp {} opt/netdaemon/ \;
    ln -s "/opt/netdaemon/$(basename "$program")" usr/local/bin/NetDaemon
    cp "$sample/netdaemon.service" etc/systemd/system/
    # The unit's own limit would be half a minute of waiting.
    printf '[Service]\nWatchdogSec=6\n' >etc/systemd/system/netdaemon.service.d/sooner.conf
    systemctl --root="$PWD" enable --quiet netdaemon.service
    systemctl --root="$PWD" --quiet set-default multi-user.target
    mount -t proc proc proc
    mount --bind proc/sys proc/sys
    mount --bind proc/sys/net proc/sys/net
    mount -o remount,bind,ro proc/sys
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    for folder in dev run tmp; do mount -t tmpfs -o mode=0755 tmpfs $folder; done
    for device in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 0666 "dev/${device%:*}" c 1 "${device#*:}"; done
    mkdir dev/shm former
    pivot_root . former
    umount -l /former
    exec setpriv --bounding-set=-sys_time,-sys_module,-syslog,-sys_rawio env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --show-status=0
}

if [ "$1" = --boot ]; then
    boot "${@:2}"
fi

program="$(realpath "$1")"
sample="$(cd "$(dirname "$0")/.." && pwd)"
[ "$(id -u)" -eq 0 ] || fail "needs root"
groups="$(findmnt -n -t cgroup2 -o TARGET | head -n 1)"
[ -n "$groups" ] || fail "needs control groups, version 2"
group="$groups/netdaemon-check-$$"
layers="$(mktemp -d)"
mkdir "$group"
(
    echo "$BASHPID" >"$group/cgroup.procs"
    exec unshare --cgroup --mount --net --uts --ipc --pid --fork --kill-child "$0" --boot "$program" "$sample" "$layers"
) >"$layers.log" 2>&1 &
outer=$!
first=""
trap 'status=$?; [ $status -eq 0 ] || { cat "$layers.log"; [ -z "$first" ] || inside journalctl --no-pager -o cat -u netdaemon | tail -n 30; } >&2
    kill -KILL ${first:-$outer} 2>/dev/null || true; wait "$outer" 2>/dev/null || true; rmdir "$layers" || true; rm -f "$layers.log"
    for tries in 1 2 3; do find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true; done' EXIT

inside() { nsenter -t "$first" --all "$@"; }
property() { inside systemctl show netdaemon -p "$1" --value; }
api() { inside curl -sS --fail --max-time 20 --unix-socket /run/netctl/netctl.sock "http://localhost$1" "${@:2}"; }
post() { api "$1" -X POST -H 'Content-Type: application/json' -d "$2" >/dev/null; }
logged() { inside journalctl --no-pager -o cat -u netdaemon | grep -qF -- "$1"; }
# comes_back RESTARTS: systemd has started it again so often, and it answers.
comes_back() { [ "$(property NRestarts)" = "$1" ] && [ "$(property ActiveState)" = active ] && api /_ping; }
has_booted() { first="$(pgrep -P "$outer")" && inside systemctl is-active multi-user.target; }

until_true 60 has_booted
until_true 60 comes_back 0
[ "$(property Type) $(inside systemctl is-system-running)" = "notify running" ] || fail "$(inside systemctl --no-pager status)"
logged "Daemon has completed initialization" || fail "it is active before it is ready"
[ "$(inside readlink "/proc/$(property MainPID)/ns/mnt")" = "$(inside readlink /proc/1/ns/mnt)" ] || fail "the host does not see its mounts"
ok "$(inside systemctl --version | head -n 1) has started it at boot, and was told that it is ready"

post /networks/create '{"Name": "web"}'
post /netctl/sandboxes '{"Name": "one"}'
post /networks/web/connect '{"Container": "one"}'
box="$(inside find /run/netctl/netns -type f)"
has_box() { inside nsenter --net="$box" ip -brief address show dev eth0 | grep -q UP; }
has_box || fail "the sandbox is not connected"

inside sh -c 'echo "{\"reserved-subnets\": [\"10.8.0.0/16\"]}" >/etc/netdaemon/daemon.json'
inside systemctl reload netdaemon
until_true 10 logged "Reload: reserved-subnets is now 10.8.0.0/16"
[ "$(property ActiveState)" = active ] || fail "a reload has ended it"
ok "systemctl reload"

pinged="$(property WatchdogTimestampMonotonic)"
sleep 7
[ "$(property WatchdogTimestampMonotonic)" -gt "$pinged" ] && comes_back 0 >/dev/null || fail "the watchdog is not kept"
ok "the watchdog is kept"

before="$(property MainPID)"
inside systemctl restart netdaemon
[ "$(property MainPID)" != "$before" ] && comes_back 0 >/dev/null || fail "systemctl restart"
has_box || fail "a restart has cut the sandbox off"
ok "systemctl restart leaves sandboxes alone"

inside kill -KILL "$(property MainPID)"
until_true 30 comes_back 1
inside kill -STOP "$(property MainPID)"
until_true 60 comes_back 2
logged "Watchdog timeout" || fail "it was not the watchdog"
has_box || fail "the sandbox was cut off"
api /netctl/check | grep -qE '"Clean": *true' || fail "$(api /netctl/check)"
ok "one that is killed, or hangs, is started again and finds all as it was"

inside systemctl stop netdaemon
[ "$(property Result) $(property ActiveState) $(property ExecMainStatus)" = "success inactive 0" ] || fail "systemctl stop: $(inside systemctl --no-pager status netdaemon)"
inside test ! -e /run/netdaemon.pid || fail "the pid file was left"
has_box || fail "the stop has cut the sandbox off"
ok "systemctl stop is orderly and leaves networks as they are"

inside sh -c 'echo "{\"colour\": \"red\"}" >/etc/netdaemon/daemon.json'
inside systemctl start netdaemon 2>/dev/null && fail "it starts with wrong options"
sleep 3
[ "$(property ActiveState) $(property ExecMainStatus) $(property NRestarts)" = "failed 2 0" ] || fail "wrong options: $(inside systemctl --no-pager status netdaemon)"
logged "unknown key 'colour'" || fail "the journal does not say why"
ok "wrong options are told, and not tried again"
echo "the unit is as it should be"
