namespace NetController.Netlink.Wire;

/// <summary>IPv6 attributes inside IFLA_AF_SPEC, linux/if_link.h.</summary>
internal enum IFLA_INET6 : ushort
{
    ADDR_GEN_MODE = 8,
}
