// Stands between the library and the C library, in the place of the latter: counts the system calls that change something and, at the one
// that it is told to, makes the call fail or kills the process just before it. Built by the tests, and found through FaultLine.cs.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int fatal, counted, failure;

// The calls are counted from now on, and call number `at` ends in the error `with`; 0 is death.
void fault_arm(int at, int with)
{
    counted = 0;
    failure = with;
    fatal = at;
}

// The number of calls since; none is counted any more.
int fault_disarm(void)
{
    fatal = 0;
    return counted;
}

// Whether the call that is about to be made fails.
int fault_reach(void)
{
    if (fatal == 0 || atomic_fetch_add(&counted, 1) + 1 != fatal)
        return 0;

    if (failure == 0) {
        kill(getpid(), SIGKILL);
        pause();
    }

    errno = failure;
    return 1;
}

// Whether a datagram asks for a change. Dumps do not, nor do route netlink's questions, every fourth of its types; where only the
// subsystem could tell, it is taken for one.
static int changes(const void *datagram, size_t length)
{
    const struct nlmsghdr *header = datagram;
    if (length < sizeof *header || (header->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP)
        return 0;
    return header->nlmsg_type > RTM_MAX || (header->nlmsg_type & 3) != 2;
}

ssize_t send(int fd, const void *buffer, size_t length, int flags)
{
    return changes(buffer, length) && fault_reach() ? -1 : sendto(fd, buffer, length, flags, NULL, 0);
}

// Settings under /proc/sys.
ssize_t write(int fd, const void *buffer, size_t length)
{
    return fd >= 0 && fault_reach() ? -1 : syscall(SYS_write, fd, buffer, length);
}

int open(const char *path, int flags, ...)
{
    // The mode of a file that is made is always 0 here: it only carries a mount.
    return (flags & O_CREAT) && fault_reach() ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0);
}

int unlink(const char *path)
{
    return fault_reach() ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int unshare(int flags)
{
    return (flags & CLONE_NEWNET) && fault_reach() ? -1 : (int)syscall(SYS_unshare, flags);
}

int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data)
{
    return (flags & MS_BIND) && fault_reach() ? -1 : (int)syscall(SYS_mount, source, target, type, flags, data);
}

int umount2(const char *target, int flags)
{
    return fault_reach() ? -1 : (int)syscall(SYS_umount2, target, flags);
}
