namespace NetController.Netlink.Wire;

/// <summary>Attributes of an extended acknowledgement, linux/netlink.h.</summary>
internal enum NLMSGERR_ATTR : ushort
{
    MSG = 1,
    OFFS = 2,
    COOKIE = 3,
    POLICY = 4,
    MISS_TYPE = 5,
    MISS_NEST = 6,
}
