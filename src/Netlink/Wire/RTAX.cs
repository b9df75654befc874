namespace NetController.Netlink.Wire;

/// <summary>Attributes inside RTA_METRICS, linux/rtnetlink.h.</summary>
internal enum RTAX : ushort
{
    MTU = 2,
}
