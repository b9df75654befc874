namespace NetController.Netlink.Wire;

/// <summary>Bits of IFLA_MACVLAN_FLAGS, linux/if_link.h.</summary>
[Flags]
internal enum MACVLAN_FLAG : ushort
{
    NOPROMISC = 1,
    NODST = 2,
}
