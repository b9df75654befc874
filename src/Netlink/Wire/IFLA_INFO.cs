namespace NetController.Netlink.Wire;

/// <summary>Attributes inside IFLA_LINKINFO, linux/if_link.h.</summary>
internal enum IFLA_INFO : ushort
{
    KIND = 1,
    DATA = 2,
    XSTATS = 3,
    SLAVE_KIND = 4,
    SLAVE_DATA = 5,
}
