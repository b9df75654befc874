namespace NetController.Netlink.NfTables;

/// <summary>The states of a connection that a rule tells apart (<c>NF_CT_STATE_BIT</c>, linux/netfilter/nf_conntrack_common.h); the words after <c>ct state</c>.</summary>
[Flags]
public enum NftConnectionState
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The packet belongs to no connection and cannot begin one; <c>invalid</c>.</summary>
    Invalid = 1,

    /// <summary>Packets have gone both ways; <c>established</c>.</summary>
    Established = 2,

    /// <summary>It was announced by another connection, as the data connection of FTP or an ICMP error; <c>related</c>.</summary>
    Related = 4,

    /// <summary>The packet begins it; <c>new</c>.</summary>
    New = 8,

    /// <summary>The packet is kept out of connection tracking; <c>untracked</c>.</summary>
    Untracked = 64,
}
