namespace NetController.Netlink.Wire;

/// <summary>How a set is changed, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_DYNSET_OP
{
    ADD = 0,
    UPDATE = 1,
    DELETE = 2,
}
