namespace NetController.Netlink.Wire;

/// <summary>Neighbour attributes, linux/neighbour.h.</summary>
internal enum NDA : ushort
{
    DST = 1,
    LLADDR = 2,
    CACHEINFO = 3,
    PROBES = 4,
    VLAN = 5,
    PORT = 6,
    VNI = 7,
    IFINDEX = 8,
    MASTER = 9,
    SRC_VNI = 11,
    PROTOCOL = 12,
    NH_ID = 13,
    FLAGS_EXT = 15,
}
