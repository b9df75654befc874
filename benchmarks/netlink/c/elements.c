/* The floor of an nf_tables transaction: libnftnl, one batch of COUNT elements with one acknowledgement.
 *   elements COUNT SAMPLES
 * The map is inet bench m { type ipv4_addr . inet_service : mark }. What is added is taken away again, which is not timed.
 */
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <libnftnl/common.h>
#include <libnftnl/set.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include "timing.h"

static struct mnl_socket *nl;
static unsigned int sequence, port;
static int count;
static char buffer[1 << 20];

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void transact(int type, int flags)
{
    struct mnl_nlmsg_batch *batch = mnl_nlmsg_batch_start(buffer, sizeof buffer / 2);
    nftnl_batch_begin(mnl_nlmsg_batch_current(batch), ++sequence);
    mnl_nlmsg_batch_next(batch);

    struct nftnl_set *set = nftnl_set_alloc();
    nftnl_set_set_str(set, NFTNL_SET_TABLE, "bench");
    nftnl_set_set_str(set, NFTNL_SET_NAME, "m");
    for (int i = 0; i < count; i++) {
        unsigned char key[8] = {192, 168, (unsigned char)(i >> 8), (unsigned char)i, 0x1f, 0x90, 0, 0};
        uint32_t mark = i;
        struct nftnl_set_elem *element = nftnl_set_elem_alloc();
        nftnl_set_elem_set(element, NFTNL_SET_ELEM_KEY, key, sizeof key);
        if (type == NFT_MSG_NEWSETELEM)
            nftnl_set_elem_set(element, NFTNL_SET_ELEM_DATA, &mark, sizeof mark);
        nftnl_set_elem_add(set, element);
    }
    struct nlmsghdr *message = nftnl_nlmsg_build_hdr(mnl_nlmsg_batch_current(batch), type, NFPROTO_INET, flags | NLM_F_ACK, ++sequence);
    unsigned int awaited = sequence;
    nftnl_set_elems_nlmsg_build_payload(message, set);
    nftnl_set_free(set);
    mnl_nlmsg_batch_next(batch);
    nftnl_batch_end(mnl_nlmsg_batch_current(batch), ++sequence);
    mnl_nlmsg_batch_next(batch);

    char answer[8192];
    if (mnl_socket_sendto(nl, mnl_nlmsg_batch_head(batch), mnl_nlmsg_batch_size(batch)) < 0)
        fail("send");
    mnl_nlmsg_batch_stop(batch);
    ssize_t length = mnl_socket_recvfrom(nl, answer, sizeof answer);
    if (length < 0 || mnl_cb_run(answer, length, awaited, port, NULL, NULL) < 0)
        fail("transaction");
}

static void add(void)
{
    transact(NFT_MSG_NEWSETELEM, NLM_F_CREATE | NLM_F_EXCL);
}

static void take_away(void)
{
    transact(NFT_MSG_DELSETELEM, 0);
}

int main(int argc, char **argv)
{
    nl = argc == 3 ? mnl_socket_open(NETLINK_NETFILTER) : NULL;
    if (!nl || mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) < 0)
        fail("netlink");
    port = mnl_socket_get_portid(nl);
    count = atoi(argv[1]);
    measure(atoi(argv[2]), 1, add, take_away);
    return 0;
}
