namespace NetController.Netlink.Wire;

/// <summary>Control message types, linux/netlink.h. Types below MIN_TYPE are reserved for control.</summary>
internal enum NLMSG : ushort
{
    NOOP = 1,
    ERROR = 2,
    DONE = 3,
    OVERRUN = 4,
    MIN_TYPE = 0x10,
}
