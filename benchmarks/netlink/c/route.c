/* The floor of rtnetlink requests: libmnl, one socket, every answer parsed into structures that the program keeps.
 *   route ack|link|links|routes|visit-links|visit-routes SAMPLES EACH
 * Looking in place parses every attribute too, into one structure that is used again.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include "timing.h"

struct link {
    int index, mtu, master, parent, parent_namespace, group, queue;
    unsigned int flags;
    unsigned char state, address[32], address_length;
    char name[IFNAMSIZ], kind[16], alias[256];
};

struct route {
    unsigned char family, length, table_byte, protocol, scope, type;
    unsigned int flags, table;
    int link, metric;
    unsigned char destination[16], gateway[16], source[16];
};

static struct mnl_socket *nl;
static unsigned int sequence, port;
static char request[1024], answer[32768];
static struct link *links;
static struct route *routes;
static int count, room, in_place;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static struct nlmsghdr *begin(int type, int flags)
{
    struct nlmsghdr *message = mnl_nlmsg_put_header(request);
    message->nlmsg_type = type;
    message->nlmsg_flags = NLM_F_REQUEST | flags;
    message->nlmsg_seq = ++sequence;
    return message;
}

static void exchange(struct nlmsghdr *message, mnl_cb_t parse)
{
    if (mnl_socket_sendto(nl, message, message->nlmsg_len) < 0)
        fail("send");
    for (;;) {
        ssize_t length = mnl_socket_recvfrom(nl, answer, sizeof answer);
        if (length < 0)
            fail("receive");
        int more = mnl_cb_run(answer, length, sequence, port, parse, NULL);
        if (more < 0)
            fail("answer");
        if (more == MNL_CB_STOP || !parse || !(((struct nlmsghdr *)answer)->nlmsg_flags & NLM_F_MULTI))
            return;
    }
}

static int parse_kind(const struct nlattr *attribute, void *data)
{
    struct link *link = data;
    if (mnl_attr_get_type(attribute) == IFLA_INFO_KIND)
        strncpy(link->kind, mnl_attr_get_str(attribute), sizeof link->kind - 1);
    return MNL_CB_OK;
}

static int parse_link_attribute(const struct nlattr *attribute, void *data)
{
    struct link *link = data;
    switch (mnl_attr_get_type(attribute)) {
    case IFLA_IFNAME: strncpy(link->name, mnl_attr_get_str(attribute), sizeof link->name - 1); break;
    case IFLA_MTU: link->mtu = mnl_attr_get_u32(attribute); break;
    case IFLA_ADDRESS:
        link->address_length = mnl_attr_get_payload_len(attribute);
        memcpy(link->address, mnl_attr_get_payload(attribute), link->address_length);
        break;
    case IFLA_OPERSTATE: link->state = mnl_attr_get_u8(attribute); break;
    case IFLA_MASTER: link->master = mnl_attr_get_u32(attribute); break;
    case IFLA_LINK: link->parent = mnl_attr_get_u32(attribute); break;
    case IFLA_LINK_NETNSID: link->parent_namespace = mnl_attr_get_u32(attribute); break;
    case IFLA_IFALIAS: strncpy(link->alias, mnl_attr_get_str(attribute), sizeof link->alias - 1); break;
    case IFLA_GROUP: link->group = mnl_attr_get_u32(attribute); break;
    case IFLA_TXQLEN: link->queue = mnl_attr_get_u32(attribute); break;
    case IFLA_LINKINFO: mnl_attr_parse_nested(attribute, parse_kind, link); break;
    }
    return MNL_CB_OK;
}

static int parse_link(const struct nlmsghdr *message, void *data)
{
    const struct ifinfomsg *header = mnl_nlmsg_get_payload(message);
    if (in_place)
        count = 0;
    if (count == room)
        links = realloc(links, (room = room ? 2 * room : 64) * sizeof *links);
    struct link *link = memset(&links[count++], 0, sizeof *links);
    link->index = header->ifi_index;
    link->flags = header->ifi_flags;
    mnl_attr_parse(message, sizeof *header, parse_link_attribute, link);
    return MNL_CB_OK;
}

static int parse_route_attribute(const struct nlattr *attribute, void *data)
{
    struct route *route = data;
    unsigned int length = mnl_attr_get_payload_len(attribute);
    switch (mnl_attr_get_type(attribute)) {
    case RTA_DST: memcpy(route->destination, mnl_attr_get_payload(attribute), length); break;
    case RTA_GATEWAY: memcpy(route->gateway, mnl_attr_get_payload(attribute), length); break;
    case RTA_PREFSRC: memcpy(route->source, mnl_attr_get_payload(attribute), length); break;
    case RTA_OIF: route->link = mnl_attr_get_u32(attribute); break;
    case RTA_PRIORITY: route->metric = mnl_attr_get_u32(attribute); break;
    case RTA_TABLE: route->table = mnl_attr_get_u32(attribute); break;
    }
    return MNL_CB_OK;
}

static int parse_route(const struct nlmsghdr *message, void *data)
{
    const struct rtmsg *header = mnl_nlmsg_get_payload(message);
    if (in_place)
        count = 0;
    if (count == room)
        routes = realloc(routes, (room = room ? 2 * room : 64) * sizeof *routes);
    struct route *route = memset(&routes[count++], 0, sizeof *routes);
    route->family = header->rtm_family;
    route->length = header->rtm_dst_len;
    route->protocol = header->rtm_protocol;
    route->scope = header->rtm_scope;
    route->type = header->rtm_type;
    route->flags = header->rtm_flags;
    mnl_attr_parse(message, sizeof *header, parse_route_attribute, route);
    return MNL_CB_OK;
}

static void act_ack(void)
{
    exchange(begin(NLMSG_NOOP, NLM_F_ACK), NULL);
}

static void act_link(void)
{
    struct nlmsghdr *message = begin(RTM_GETLINK, 0);
    struct ifinfomsg *header = mnl_nlmsg_put_extra_header(message, sizeof *header);
    header->ifi_index = 1;
    mnl_attr_put_u32(message, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    count = 0;
    exchange(message, parse_link);
}

static void act_links(void)
{
    struct nlmsghdr *message = begin(RTM_GETLINK, NLM_F_DUMP);
    mnl_nlmsg_put_extra_header(message, sizeof(struct ifinfomsg));
    mnl_attr_put_u32(message, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    free(links);
    links = NULL;
    count = room = 0;
    exchange(message, parse_link);
}

static void act_routes(void)
{
    struct nlmsghdr *message = begin(RTM_GETROUTE, NLM_F_DUMP);
    struct rtmsg *header = mnl_nlmsg_put_extra_header(message, sizeof *header);
    header->rtm_family = AF_INET;
    free(routes);
    routes = NULL;
    count = room = 0;
    exchange(message, parse_route);
}

int main(int argc, char **argv)
{
    int on = 1;
    nl = argc == 4 ? mnl_socket_open(NETLINK_ROUTE) : NULL;
    if (!nl || mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) < 0)
        fail("netlink");
    port = mnl_socket_get_portid(nl);
    mnl_socket_setsockopt(nl, NETLINK_CAP_ACK, &on, sizeof on);
    mnl_socket_setsockopt(nl, NETLINK_EXT_ACK, &on, sizeof on);
    mnl_socket_setsockopt(nl, NETLINK_GET_STRICT_CHK, &on, sizeof on);
    in_place = !strncmp(argv[1], "visit-", 6);
    if (in_place)
        argv[1] += 6;
    void (*act)(void) = !strcmp(argv[1], "ack") ? act_ack : !strcmp(argv[1], "link") ? act_link
        : !strcmp(argv[1], "links") ? act_links : act_routes;
    measure(atoi(argv[2]), atoi(argv[3]), act, NULL);
    return 0;
}
