namespace NetController.Netlink.NfTables;

/// <summary>Properties of a table (<c>NFT_TABLE_F_*</c>, linux/netfilter/nf_tables.h).</summary>
[Flags]
public enum NftTableFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Its chains are not called; <c>flags dormant</c>.</summary>
    Dormant = 1,

    /// <summary>Only the connection that made it may change it, and it goes when that connection closes; <c>flags owner</c>.</summary>
    Owner = 2,

    /// <summary>With <see cref="Owner"/>: it stays, without an owner, when the connection closes; <c>flags persist</c>; Linux 6.9.</summary>
    Persist = 4,
}
