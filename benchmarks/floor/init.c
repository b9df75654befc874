/* The floor of an initialisation: makes links, addresses and settings with raw rtnetlink, one request a call, nothing else.
 * Reads one object a line from standard input:
 *   link NAME MAC MTU ALIAS      ip link add NAME type bridge, up; ip link set NAME alias ALIAS
 *   addr NAME ADDRESS LENGTH     ip addr add
 *   sysctl PATH VALUE            sysctl -w, below /proc/sys
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int fd;
static unsigned int sequence;
static char buffer[4096];

static struct nlmsghdr *begin(int type, int flags, size_t header)
{
    struct nlmsghdr *message = (struct nlmsghdr *)buffer;
    memset(buffer, 0, sizeof buffer);
    message->nlmsg_len = NLMSG_LENGTH(header);
    message->nlmsg_type = type;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
    message->nlmsg_seq = ++sequence;
    return message;
}

static struct rtattr *put(struct nlmsghdr *message, int type, const void *data, size_t length)
{
    struct rtattr *attribute = (struct rtattr *)(buffer + NLMSG_ALIGN(message->nlmsg_len));
    attribute->rta_type = type;
    attribute->rta_len = RTA_LENGTH(length);
    if (length)
        memcpy(RTA_DATA(attribute), data, length);
    message->nlmsg_len = NLMSG_ALIGN(message->nlmsg_len) + RTA_ALIGN(attribute->rta_len);
    return attribute;
}

static void request(struct nlmsghdr *message, const char *what)
{
    char reply[8192];
    if (send(fd, message, message->nlmsg_len, 0) < 0 || recv(fd, reply, sizeof reply, 0) < 0) {
        perror(what);
        exit(1);
    }
    struct nlmsghdr *answer = (struct nlmsghdr *)reply;
    int error = answer->nlmsg_type == NLMSG_ERROR ? ((struct nlmsgerr *)NLMSG_DATA(answer))->error : -EBADMSG;
    if (error) {
        fprintf(stderr, "%s: %s\n", what, strerror(-error));
        exit(1);
    }
}

static void make_link(const char *name, const char *mac, unsigned int mtu, const char *alias)
{
    struct nlmsghdr *message = begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, sizeof(struct ifinfomsg));
    struct ifinfomsg *link = NLMSG_DATA(message);
    unsigned char address[6];
    unsigned int b[6];
    if (sscanf(mac, "%x:%x:%x:%x:%x:%x", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5]) != 6) {
        fprintf(stderr, "bad MAC address %s\n", mac);
        exit(1);
    }
    for (int i = 0; i < 6; i++)
        address[i] = (unsigned char)b[i];
    link->ifi_flags = link->ifi_change = IFF_UP;
    put(message, IFLA_IFNAME, name, strlen(name) + 1);
    put(message, IFLA_ADDRESS, address, sizeof address);
    put(message, IFLA_MTU, &mtu, sizeof mtu);
    struct rtattr *info = put(message, IFLA_LINKINFO, NULL, 0);
    put(message, IFLA_INFO_KIND, "bridge", sizeof "bridge");
    info->rta_len = (unsigned short)((char *)message + message->nlmsg_len - (char *)info);
    request(message, name);

    /* The kernel takes an alias only for a link that exists. */
    message = begin(RTM_SETLINK, 0, sizeof(struct ifinfomsg));
    put(message, IFLA_IFNAME, name, strlen(name) + 1);
    put(message, IFLA_IFALIAS, alias, strlen(alias));
    request(message, alias);
}

static void add_address(const char *name, const char *text, unsigned char length)
{
    unsigned char address[16];
    int family = strchr(text, ':') ? AF_INET6 : AF_INET;
    size_t size = family == AF_INET6 ? 16 : 4;
    struct nlmsghdr *message = begin(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, sizeof(struct ifaddrmsg));
    struct ifaddrmsg *header = NLMSG_DATA(message);
    inet_pton(family, text, address);
    header->ifa_family = (unsigned char)family;
    header->ifa_prefixlen = length;
    header->ifa_index = if_nametoindex(name);
    header->ifa_flags = family == AF_INET6 ? IFA_F_NODAD : 0;
    put(message, IFA_LOCAL, address, size);
    put(message, IFA_ADDRESS, address, size);
    request(message, text);
}

static void set(const char *path, const char *value)
{
    char file[512];
    snprintf(file, sizeof file, "/proc/sys/%s", path);
    int setting = open(file, O_WRONLY | O_CLOEXEC);
    if (setting < 0 || write(setting, value, strlen(value)) < 0) {
        perror(file);
        exit(1);
    }
    close(setting);
}

int main(void)
{
    char line[1024], a[256], b[256], c[256], d[256];
    fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "link %255s %255s %255s %255s", a, b, c, d) == 4)
            make_link(a, b, (unsigned int)atoi(c), d);
        else if (sscanf(line, "addr %255s %255s %255s", a, b, c) == 3)
            add_address(a, b, (unsigned char)atoi(c));
        else if (sscanf(line, "sysctl %255s %255s", a, b) == 2)
            set(a, b);
        else {
            fprintf(stderr, "not understood: %s", line);
            return 1;
        }
    }
    return 0;
}
