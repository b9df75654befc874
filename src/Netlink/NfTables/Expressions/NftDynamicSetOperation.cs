using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What a rule does to a set (<c>NFT_DYNSET_OP_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftDynamicSetOperation
{
    /// <summary>Adds an element if there is none; <c>add @set { … }</c>.</summary>
    Add = (int)NFT_DYNSET_OP.ADD,

    /// <summary>Adds an element, or starts its time anew; <c>update @set { … }</c>.</summary>
    Update = (int)NFT_DYNSET_OP.UPDATE,

    /// <summary>Deletes an element; <c>delete @set { … }</c>.</summary>
    Delete = (int)NFT_DYNSET_OP.DELETE,
}
