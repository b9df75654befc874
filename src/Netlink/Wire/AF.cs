namespace NetController.Netlink.Wire;

/// <summary>Address families that name an attribute inside IFLA_AF_SPEC, sys/socket.h.</summary>
internal enum AF : ushort
{
    INET = 2,
    BRIDGE = 7,
    INET6 = 10,
}
