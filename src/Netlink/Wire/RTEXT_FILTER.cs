namespace NetController.Netlink.Wire;

/// <summary>Bits of IFLA_EXT_MASK, linux/rtnetlink.h.</summary>
[Flags]
internal enum RTEXT_FILTER : uint
{
    VF = 1,
    BRVLAN = 2,
    BRVLAN_COMPRESSED = 4,
    SKIP_STATS = 8,
}
