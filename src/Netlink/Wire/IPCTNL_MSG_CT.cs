namespace NetController.Netlink.Wire;

/// <summary>Messages of connection tracking, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum IPCTNL_MSG_CT : byte
{
    NEW = 0,
    GET = 1,
    DELETE = 2,
    GET_STATS = 5,
}
