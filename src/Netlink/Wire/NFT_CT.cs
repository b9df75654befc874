namespace NetController.Netlink.Wire;

/// <summary>What is known of a packet's connection, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_CT
{
    STATE = 0,
    DIRECTION = 1,
    STATUS = 2,
    MARK = 3,
    SECMARK = 4,
    EXPIRATION = 5,
    HELPER = 6,
    L3PROTOCOL = 7,
    SRC = 8,
    DST = 9,
    PROTOCOL = 10,
    PROTO_SRC = 11,
    PROTO_DST = 12,
    LABELS = 13,
    PKTS = 14,
    BYTES = 15,
    AVGPKT = 16,
    ZONE = 17,
    EVENTMASK = 18,
    SRC_IP = 19,
    DST_IP = 20,
    SRC_IP6 = 21,
    DST_IP6 = 22,
    ID = 23,
}
