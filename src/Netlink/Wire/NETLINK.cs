namespace NetController.Netlink.Wire;

/// <summary>Socket options of SOL_NETLINK, linux/netlink.h.</summary>
internal enum NETLINK
{
    ADD_MEMBERSHIP = 1,
    CAP_ACK = 10,
    EXT_ACK = 11,
    GET_STRICT_CHK = 12,
}
