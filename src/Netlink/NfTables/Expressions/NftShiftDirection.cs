using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Which way bits are shifted (<c>NFT_BITWISE_*SHIFT</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftShiftDirection
{
    /// <summary>Towards the higher bits; <c>&lt;&lt;</c>.</summary>
    Left = (int)NFT_BITWISE.LSHIFT,

    /// <summary>Towards the lower bits; <c>&gt;&gt;</c>.</summary>
    Right = (int)NFT_BITWISE.RSHIFT,
}
