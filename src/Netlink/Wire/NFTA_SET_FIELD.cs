namespace NetController.Netlink.Wire;

/// <summary>A part of a concatenated key, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_SET_FIELD : ushort
{
    LEN = 1,
}
