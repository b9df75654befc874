using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>How a value is compared, byte by byte from the first (<c>NFT_CMP_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftComparison
{
    /// <summary>Equal; <c>==</c>.</summary>
    Equal = (int)NFT_CMP.EQ,

    /// <summary>Not equal; <c>!=</c>.</summary>
    NotEqual = (int)NFT_CMP.NEQ,

    /// <summary>Less than; <c>&lt;</c>.</summary>
    Less = (int)NFT_CMP.LT,

    /// <summary>Less than or equal; <c>&lt;=</c>.</summary>
    LessOrEqual = (int)NFT_CMP.LTE,

    /// <summary>Greater than; <c>&gt;</c>.</summary>
    Greater = (int)NFT_CMP.GT,

    /// <summary>Greater than or equal; <c>&gt;=</c>.</summary>
    GreaterOrEqual = (int)NFT_CMP.GTE,
}
