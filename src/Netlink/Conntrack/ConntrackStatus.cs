namespace NetController.Netlink.Conntrack;

/// <summary>What the kernel knows of a flow (<c>IPS_*</c>, linux/netfilter/nf_conntrack_common.h).</summary>
[Flags]
public enum ConntrackStatus
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Another flow announced it (<see cref="ConntrackFlow.Master"/>).</summary>
    Expected = 1 << 0,

    /// <summary>Packets have been seen in both directions; without it <c>conntrack -L</c> prints <c>[UNREPLIED]</c>.</summary>
    SeenReply = 1 << 1,

    /// <summary>It is not dropped early when the table is full; <c>[ASSURED]</c>.</summary>
    Assured = 1 << 2,

    /// <summary>Its first packet has left the machine.</summary>
    Confirmed = 1 << 3,

    /// <summary>Its source is translated in the original direction.</summary>
    SourceNat = 1 << 4,

    /// <summary>Its destination is translated in the original direction.</summary>
    DestinationNat = 1 << 5,

    /// <summary>Its TCP sequence numbers are adjusted.</summary>
    SequenceAdjust = 1 << 6,

    /// <summary>Translation of the source has been decided, possibly to none.</summary>
    SourceNatDone = 1 << 7,

    /// <summary>Translation of the destination has been decided, possibly to none.</summary>
    DestinationNatDone = 1 << 8,

    /// <summary>It is being removed.</summary>
    Dying = 1 << 9,

    /// <summary>Packets do not prolong its timeout.</summary>
    FixedTimeout = 1 << 10,

    /// <summary>It is a template of a rule.</summary>
    Template = 1 << 11,

    /// <summary>A helper was attached by a rule or by hand.</summary>
    Helper = 1 << 13,

    /// <summary>A flow table forwards it; <c>[OFFLOAD]</c>.</summary>
    Offload = 1 << 14,

    /// <summary>Hardware forwards it; <c>[HW_OFFLOAD]</c>.</summary>
    HardwareOffload = 1 << 15,
}
