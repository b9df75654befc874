/* The floor of attaching a sandbox to a bridge network: what the kernel is asked for one endpoint with published TCP ports, by one thread,
 * with sockets that stay open, and nothing remembered about it.
 *
 *   attach nftables|iptables
 *
 * Does what the lines of standard input say and answers each with nanoseconds:
 *   attach PORTS     a new namespace, which is not counted; then the ports' sockets, the veth with its far end in there, its alias, IPv6
 *                    off, address, up, default route, the elements of all ports in one transaction; then whether there are connections
 *                    that may be stale, which an empty table answers with its count
 *   detach           the same back; the link is deleted by a thread of its own and the answer comes as soon as it is not to be seen
 *   detach-plain     the same, but the link is deleted in line, which waits for RCU
 *   fill COUNT       attaches COUNT further namespaces with a port each
 *   delete-all       deletes their links as one group
 *   walk             walks the table of connections, as is necessary where there are any
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <libnftnl/common.h>
#include <libnftnl/set.h>
#include <linux/if_link.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BRIDGE "bench0"
#define TABLE "bench"
#define GROUP 77
#define MOST 1024

struct sandbox {
    int namespace, route, settings;
    int link, ports, first;
    int sockets[2][128];
    uint32_t address;
    char name[IFNAMSIZ];
};

static struct mnl_socket *host, *remover, *nft, *conntrack;
static bool by_iptables, reflects;
static int bridge, home, made;
static struct sandbox one, others[MOST];
static int count_of_others;
static char buffer[1 << 16];
static unsigned int sequence;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static struct mnl_socket *open_netlink(int protocol)
{
    struct mnl_socket *socket = mnl_socket_open2(protocol, SOCK_CLOEXEC);
    if (!socket || mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0)
        fail("netlink");
    return socket;
}

static int of_answer(const struct nlmsghdr *message)
{
    return message->nlmsg_type == NLMSG_ERROR ? ((struct nlmsgerr *)mnl_nlmsg_get_payload(message))->error : 0;
}

/* Sends one request and gives the kernel's error, 0 for none. */
static int ask(int fd, struct nlmsghdr *message)
{
    char answer[8192];
    message->nlmsg_seq = ++sequence;
    if (send(fd, message, message->nlmsg_len, 0) < 0 || recv(fd, answer, sizeof answer, 0) < 0)
        fail("netlink");
    return of_answer((struct nlmsghdr *)answer);
}

static void demand(int fd, struct nlmsghdr *message, const char *what)
{
    int error = ask(fd, message);
    if (error) {
        errno = -error;
        fail(what);
    }
}

static struct nlmsghdr *begin(int type, int flags)
{
    struct nlmsghdr *message = mnl_nlmsg_put_header(buffer);
    message->nlmsg_type = (uint16_t)type;
    message->nlmsg_flags = (uint16_t)(NLM_F_REQUEST | NLM_F_ACK | flags);
    return message;
}

static struct ifinfomsg *put_link(struct nlmsghdr *message, int index, bool up)
{
    struct ifinfomsg *link = mnl_nlmsg_put_extra_header(message, sizeof *link);
    link->ifi_index = index;
    link->ifi_flags = link->ifi_change = up ? IFF_UP : 0;
    return link;
}

static int index_of(int fd, const char *name)
{
    char answer[8192];
    struct nlmsghdr *message = begin(RTM_GETLINK, 0);
    message->nlmsg_flags = NLM_F_REQUEST;
    put_link(message, 0, false);
    mnl_attr_put_strz(message, IFLA_IFNAME, name);
    message->nlmsg_seq = ++sequence;
    if (send(fd, message, message->nlmsg_len, 0) < 0 || recv(fd, answer, sizeof answer, 0) < 0)
        fail("netlink");
    struct nlmsghdr *reply = (struct nlmsghdr *)answer;
    return of_answer(reply) ? 0 : ((struct ifinfomsg *)mnl_nlmsg_get_payload(reply))->ifi_index;
}

static void make_bridge(void)
{
    struct nlmsghdr *message = begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    put_link(message, 0, true);
    mnl_attr_put_strz(message, IFLA_IFNAME, BRIDGE);
    struct nlattr *info = mnl_attr_nest_start(message, IFLA_LINKINFO);
    mnl_attr_put_strz(message, IFLA_INFO_KIND, "bridge");
    mnl_attr_nest_end(message, info);
    demand(mnl_socket_get_fd(host), message, "bridge");
    bridge = index_of(mnl_socket_get_fd(host), BRIDGE);
}

/* Where switched frames pass through the rules, a port whose endpoint publishes ports must reflect. */
static void put_port(struct nlmsghdr *message)
{
    uint8_t on = 1;
    struct nlattr *info = mnl_attr_nest_start(message, IFLA_LINKINFO);
    mnl_attr_put_strz(message, IFLA_INFO_SLAVE_KIND, "bridge");
    struct nlattr *data = mnl_attr_nest_start(message, IFLA_INFO_SLAVE_DATA);
    mnl_attr_put(message, IFLA_BRPORT_MODE, sizeof on, &on);
    mnl_attr_nest_end(message, data);
    mnl_attr_nest_end(message, info);
}

/* Host end up and in the bridge, far end named and placed. The alias needs a request of its own. */
static void make_veth(struct sandbox *to, uint32_t group)
{
    static const char alias[] = "bench:endpoint:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    unsigned char mac[6] = {2, 0, 0, 0, (unsigned char)(made >> 8), (unsigned char)made};
    int fd = mnl_socket_get_fd(host);
    struct nlmsghdr *message = begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    put_link(message, 0, true);
    mnl_attr_put_strz(message, IFLA_IFNAME, to->name);
    mnl_attr_put_u32(message, IFLA_MASTER, (uint32_t)bridge);
    if (group)
        mnl_attr_put_u32(message, IFLA_GROUP, group);
    struct nlattr *info = mnl_attr_nest_start(message, IFLA_LINKINFO);
    mnl_attr_put_strz(message, IFLA_INFO_KIND, "veth");
    struct nlattr *data = mnl_attr_nest_start(message, IFLA_INFO_DATA);
    struct nlattr *peer = mnl_attr_nest_start(message, VETH_INFO_PEER);
    put_link(message, 0, false);
    mnl_attr_put_strz(message, IFLA_IFNAME, "eth0");
    mnl_attr_put(message, IFLA_ADDRESS, sizeof mac, mac);
    mnl_attr_put_u32(message, IFLA_NET_NS_FD, (uint32_t)to->namespace);
    mnl_attr_nest_end(message, peer);
    mnl_attr_nest_end(message, data);
    mnl_attr_nest_end(message, info);
    demand(fd, message, "veth");
    to->link = index_of(fd, to->name);
    message = begin(RTM_NEWLINK, 0);
    put_link(message, to->link, false);
    mnl_attr_put_str(message, IFLA_IFALIAS, alias);
    if (reflects)
        put_port(message);
    demand(fd, message, "alias");
}

static void set_up_inside(struct sandbox *in)
{
    int eth0 = index_of(in->route, "eth0");
    int setting = openat(in->settings, "eth0/disable_ipv6", O_WRONLY | O_CLOEXEC);
    if (setting < 0 || write(setting, "1", 1) != 1)
        fail("disable_ipv6");
    close(setting);

    struct nlmsghdr *message = begin(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL);
    struct ifaddrmsg *address = mnl_nlmsg_put_extra_header(message, sizeof *address);
    address->ifa_family = AF_INET;
    address->ifa_prefixlen = 16;
    address->ifa_index = (uint32_t)eth0;
    mnl_attr_put_u32(message, IFA_LOCAL, in->address);
    mnl_attr_put_u32(message, IFA_ADDRESS, in->address);
    mnl_attr_put_u32(message, IFA_BROADCAST, in->address | htonl(0xffff));
    demand(in->route, message, "address");

    message = begin(RTM_NEWLINK, 0);
    put_link(message, eth0, true);
    demand(in->route, message, "up");

    message = begin(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE);
    struct rtmsg *route = mnl_nlmsg_put_extra_header(message, sizeof *route);
    route->rtm_family = AF_INET;
    route->rtm_table = RT_TABLE_MAIN;
    route->rtm_protocol = RTPROT_STATIC;
    route->rtm_scope = RT_SCOPE_UNIVERSE;
    route->rtm_type = RTN_UNICAST;
    mnl_attr_put_u32(message, RTA_GATEWAY, htonl(0x0a620001));
    mnl_attr_put_u32(message, RTA_OIF, (uint32_t)eth0);
    demand(in->route, message, "default route");
}

/* A listening socket holds each port of each family. */
static void hold_ports(struct sandbox *of)
{
    int on = 1;
    for (int i = 0; i < 2 * of->ports; i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)(of->first + i / 2))};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = v4.sin_port};
        int fd = socket(i % 2 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        of->sockets[i % 2][i / 2] = fd;
        if (fd < 0 || (i % 2 && setsockopt(fd, SOL_IPV6, IPV6_V6ONLY, &on, sizeof on))
            || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)
            || bind(fd, i % 2 ? (void *)&v6 : (void *)&v4, i % 2 ? sizeof v6 : sizeof v4) || listen(fd, 1024))
            fail("port");
    }
}

static void release_ports(struct sandbox *of)
{
    for (int i = 0; i < 2 * of->ports; i++)
        close(of->sockets[i % 2][i / 2]);
}

static void put_elements(struct mnl_nlmsg_batch *batch, const struct sandbox *of, const char *name, int type)
{
    struct nftnl_set *set = nftnl_set_alloc();
    bool opens = !strcmp(name, "open4");
    nftnl_set_set_str(set, NFTNL_SET_TABLE, TABLE);
    nftnl_set_set_str(set, NFTNL_SET_NAME, name);
    for (int i = 0; i < of->ports; i++) {
        uint16_t inside = htons((uint16_t)(80 + i)), outside = htons((uint16_t)(of->first + i));
        unsigned char open4[12] = {0}, any4[8] = {0}, target[8] = {0};
        struct nftnl_set_elem *element = nftnl_set_elem_alloc();
        memcpy(open4, &of->address, 4);
        memcpy(target, &of->address, 4);
        open4[4] = any4[0] = IPPROTO_TCP;
        memcpy(open4 + 8, &inside, 2);
        memcpy(any4 + 4, &outside, 2);
        memcpy(target + 4, &inside, 2);
        nftnl_set_elem_set(element, NFTNL_SET_ELEM_KEY, opens ? open4 : any4, opens ? sizeof open4 : sizeof any4);
        if (!opens && type == NFT_MSG_NEWSETELEM)
            nftnl_set_elem_set(element, NFTNL_SET_ELEM_DATA, target, sizeof target);
        nftnl_set_elem_add(set, element);
    }
    struct nlmsghdr *message = nftnl_nlmsg_build_hdr(
        mnl_nlmsg_batch_current(batch), (uint16_t)type, NFPROTO_INET, (uint16_t)((type == NFT_MSG_NEWSETELEM ? NLM_F_CREATE : 0) | (opens ? 0 : NLM_F_ACK)), ++sequence);
    nftnl_set_elems_nlmsg_build_payload(message, set);
    nftnl_set_free(set);
    mnl_nlmsg_batch_next(batch);
}

static void change_elements(const struct sandbox *of, int type)
{
    char answer[8192];
    struct mnl_nlmsg_batch *batch = mnl_nlmsg_batch_start(buffer, sizeof buffer);
    nftnl_batch_begin(mnl_nlmsg_batch_current(batch), ++sequence);
    mnl_nlmsg_batch_next(batch);
    put_elements(batch, of, "open4", type);
    put_elements(batch, of, "any4", type);
    nftnl_batch_end(mnl_nlmsg_batch_current(batch), ++sequence);
    mnl_nlmsg_batch_next(batch);
    ssize_t length = -1;
    if (mnl_socket_sendto(nft, mnl_nlmsg_batch_head(batch), mnl_nlmsg_batch_size(batch)) < 0 || (length = mnl_socket_recvfrom(nft, answer, sizeof answer)) < 0)
        fail("nf_tables");
    int error = of_answer((struct nlmsghdr *)answer);
    mnl_nlmsg_batch_stop(batch);
    if (error) {
        errno = -error;
        fail("elements");
    }
}

static void run(const char *program, const char *input)
{
    int ends[2], status;
    char *arguments[] = {(char *)program, "--noflush", "--wait", NULL};
    if (pipe2(ends, O_CLOEXEC))
        fail("pipe");
    pid_t child = vfork();
    if (child == 0) {
        dup2(ends[0], 0);
        execvp(program, arguments);
        _exit(127);
    }
    close(ends[0]);
    if (write(ends[1], input, strlen(input)) < 0)
        fail(program);
    close(ends[1]);
    if (waitpid(child, &status, 0) < 0 || status)
        fail(program);
}

/* The rules that publish ports: the way in is translated, and what was translated is let through. */
static void change_rules(const struct sandbox *of, char verb)
{
    static char text[1 << 17];
    char address[INET_ADDRSTRLEN];
    size_t length;
    inet_ntop(AF_INET, &of->address, address, sizeof address);
    length = (size_t)sprintf(text, "*filter\n");
    for (int i = 0; i < of->ports; i++)
        length += (size_t)sprintf(text + length, "-%c BENCH -d %s/32 -o %s -p tcp -m tcp --dport %d -m conntrack --ctstate DNAT -j ACCEPT\n", verb, address, BRIDGE, 80 + i);
    length += (size_t)sprintf(text + length, "COMMIT\n*nat\n");
    for (int i = 0; i < of->ports; i++)
        length += (size_t)sprintf(text + length, "-%c BENCH -p tcp -m tcp --dport %d -j DNAT --to-destination %s:%d\n", verb, of->first + i, address, 80 + i);
    sprintf(text + length, "COMMIT\n");
    run("iptables-restore", text);
}

static void change_firewall(const struct sandbox *of, bool added)
{
    if (by_iptables)
        change_rules(of, added ? 'A' : 'D');
    else
        change_elements(of, added ? NFT_MSG_NEWSETELEM : NFT_MSG_DELSETELEM);
}

static void ask_conntrack(int type, int flags)
{
    struct nlmsghdr *message = mnl_nlmsg_put_header(buffer);
    message->nlmsg_type = (uint16_t)((NFNL_SUBSYS_CTNETLINK << 8) | type);
    message->nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags);
    message->nlmsg_seq = ++sequence;
    struct nfgenmsg *header = mnl_nlmsg_put_extra_header(message, sizeof *header);
    header->nfgen_family = AF_UNSPEC;
    header->version = NFNETLINK_V0;
    if (mnl_socket_sendto(conntrack, message, message->nlmsg_len) < 0)
        fail("conntrack");
}

static uint32_t count_connections(void)
{
    char answer[1024];
    struct nlattr *attribute;
    ask_conntrack(IPCTNL_MSG_CT_GET_STATS, 0);
    if (mnl_socket_recvfrom(conntrack, answer, sizeof answer) < 0)
        fail("conntrack");
    mnl_attr_for_each(attribute, (struct nlmsghdr *)answer, sizeof(struct nfgenmsg))
        if (mnl_attr_get_type(attribute) == CTA_STATS_GLOBAL_ENTRIES)
            return ntohl(mnl_attr_get_u32(attribute));
    errno = EBADMSG;
    fail("conntrack");
    return 0;
}

static void walk_connections(void)
{
    char answer[1 << 15];
    ask_conntrack(IPCTNL_MSG_CT_GET, NLM_F_DUMP);
    for (;;) {
        ssize_t length = mnl_socket_recvfrom(conntrack, answer, sizeof answer);
        if (length < 0)
            fail("conntrack");
        for (struct nlmsghdr *m = (struct nlmsghdr *)answer; NLMSG_OK(m, length); m = NLMSG_NEXT(m, length))
            if (m->nlmsg_type == NLMSG_DONE)
                return;
    }
}

static void forget_connections(void)
{
    if (count_connections())
        walk_connections();
}

/* A namespace of its own with lo up, a socket in there, and the way to its settings. */
static void make_sandbox(struct sandbox *new)
{
    memset(new, 0, sizeof *new);
    made++;
    snprintf(new->name, sizeof new->name, "ncv%011x", made);
    new->address = htonl(0x0a620000 + 2 + (uint32_t)made % 65000);
    if (unshare(CLONE_NEWNET))
        fail("namespace");
    new->namespace = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    new->settings = open("/proc/sys/net/ipv6/conf", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    new->route = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (new->namespace < 0 || new->settings < 0 || new->route < 0 || setns(home, CLONE_NEWNET))
        fail("namespace");
    struct nlmsghdr *message = begin(RTM_NEWLINK, 0);
    put_link(message, 1, true);
    demand(new->route, message, "lo");
}

static void drop_sandbox(struct sandbox *old)
{
    close(old->route);
    close(old->settings);
    close(old->namespace);
}

static void attach(struct sandbox *to, int first, int ports, uint32_t group)
{
    to->first = first;
    to->ports = ports;
    hold_ports(to);
    make_veth(to, group);
    set_up_inside(to);
    change_firewall(to, true);
    forget_connections();
}

static int removal[2];

static void delete_link(struct mnl_socket *by, int link)
{
    char space[256], answer[1024];
    struct nlmsghdr *message = mnl_nlmsg_put_header(space);
    message->nlmsg_type = RTM_DELLINK;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    put_link(message, link, false);
    if (mnl_socket_sendto(by, message, message->nlmsg_len) < 0 || mnl_socket_recvfrom(by, answer, sizeof answer) < 0 || of_answer((struct nlmsghdr *)answer))
        fail("delete link");
}

static void *remove_links(void *nothing)
{
    int link;
    while (read(removal[0], &link, sizeof link) == sizeof link)
        delete_link(remover, link);
    return nothing;
}

static void detach(struct sandbox *from, bool waits)
{
    int fd = mnl_socket_get_fd(host);
    change_firewall(from, false);
    if (waits)
        delete_link(host, from->link);
    else if (write(removal[1], &from->link, sizeof from->link) < 0)
        fail("removal");
    else
        while (index_of(fd, from->name))
            sched_yield();
    forget_connections();
    release_ports(from);
}

static void fill(int count)
{
    for (count_of_others = 0; count_of_others < count && count_of_others < MOST; count_of_others++) {
        struct sandbox *other = &others[count_of_others];
        make_sandbox(other);
        attach(other, 10000 + count_of_others, 1, GROUP);
    }
}

static void delete_group(void)
{
    struct nlmsghdr *message = begin(RTM_DELLINK, 0);
    put_link(message, 0, false);
    mnl_attr_put_u32(message, IFLA_GROUP, GROUP);
    demand(mnl_socket_get_fd(host), message, "delete group");
}

static void drop_others(void)
{
    for (int i = 0; i < count_of_others; i++) {
        change_firewall(&others[i], false);
        release_ports(&others[i]);
        drop_sandbox(&others[i]);
    }
    count_of_others = 0;
}

static bool filters_switched_frames(void)
{
    char value = '0';
    int fd = open("/proc/sys/net/bridge/bridge-nf-call-iptables", O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (read(fd, &value, 1) != 1)
            fail("bridge-nf-call-iptables");
        close(fd);
    }
    return value != '0';
}

static void prepare(void)
{
    static const char *sets = "nft 'add table inet " TABLE "; add set inet " TABLE " open4 { type ipv4_addr . inet_proto . inet_service; };"
                              "add map inet " TABLE " any4 { type inet_proto . inet_service : ipv4_addr . inet_service; }'";
    home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    host = open_netlink(NETLINK_ROUTE);
    remover = open_netlink(NETLINK_ROUTE);
    nft = open_netlink(NETLINK_NETFILTER);
    conntrack = open_netlink(NETLINK_NETFILTER);
    make_bridge();
    reflects = filters_switched_frames();
    if (by_iptables) {
        run("iptables-restore", "*filter\n:BENCH -\n-A FORWARD -j BENCH\nCOMMIT\n*nat\n:BENCH -\n-A PREROUTING -j BENCH\n-A POSTROUTING -s 10.98.0.0/16 -j MASQUERADE\nCOMMIT\n");
    } else if (system(sets)) {
        fail("nft");
    }
    pthread_t thread;
    if (pipe2(removal, O_CLOEXEC) || pthread_create(&thread, NULL, remove_links, NULL))
        fail("thread");
}

int main(int argc, char **argv)
{
    char line[64];
    int number;
    if (argc != 2)
        return 2;
    by_iptables = !strcmp(argv[1], "iptables");
    prepare();
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("ready");
    while (fgets(line, sizeof line, stdin)) {
        long long began = now(), ended;
        if (sscanf(line, "attach %d", &number) == 1) {
            make_sandbox(&one);
            began = now();
            attach(&one, 8080, number, 0);
            ended = now();
        } else if (!strcmp(line, "detach\n") || !strcmp(line, "detach-plain\n")) {
            detach(&one, line[6] == '-');
            ended = now();
            drop_sandbox(&one);
        } else if (!strcmp(line, "walk\n")) {
            walk_connections();
            ended = now();
        } else if (sscanf(line, "fill %d", &number) == 1) {
            fill(number);
            ended = now();
        } else if (!strcmp(line, "delete-all\n")) {
            delete_group();
            ended = now();
            drop_others();
        } else {
            fprintf(stderr, "not understood: %s", line);
            return 1;
        }
        printf("%lld\n", ended - began);
    }
    return 0;
}
