namespace NetController.Netlink.NfTables;

/// <summary>What is known of the course of a connection (<c>IPS_*</c>, linux/netfilter/nf_conntrack_common.h); the words after <c>ct status</c>.</summary>
[Flags]
public enum NftConnectionStatus
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was announced by another; <c>expected</c>.</summary>
    Expected = 1,

    /// <summary>Packets have gone both ways; <c>seen-reply</c>.</summary>
    SeenReply = 2,

    /// <summary>It is kept when the table is full; <c>assured</c>.</summary>
    Assured = 4,

    /// <summary>Its first packet has left the host; <c>confirmed</c>.</summary>
    Confirmed = 8,

    /// <summary>Its source is translated; <c>snat</c>.</summary>
    SourceNat = 16,

    /// <summary>Its destination is translated; <c>dnat</c>.</summary>
    DestinationNat = 32,

    /// <summary>It is being removed; <c>dying</c>.</summary>
    Dying = 512,
}
