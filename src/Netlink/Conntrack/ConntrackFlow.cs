using System.Net.Sockets;

namespace NetController.Netlink.Conntrack;

/// <summary>A flow that the kernel tracks (an entry of the conntrack table), as it was at one moment. Packets of both directions belong to it.</summary>
/// <remarks>
/// Source translation shows in <c>Reply.Destination</c> differing from <c>Original.Source</c>, destination translation in <c>Reply.Source</c> differing from
/// <c>Original.Destination</c>.
/// </remarks>
public sealed partial record ConntrackFlow
{
    /// <summary>The direction of the first packet, as it arrived.</summary>
    public ConntrackTuple Original { get; }

    /// <summary>The direction of the answers, as they arrive.</summary>
    public ConntrackTuple Reply { get; }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family => Original.Family;

    /// <summary>What the packets carry.</summary>
    public IpProtocol Protocol => Original.Protocol;

    /// <summary>What the kernel knows of it.</summary>
    public ConntrackStatus Status { get; }

    /// <summary>Whether its source is translated; <c>conntrack -L --src-nat</c>.</summary>
    public bool IsSourceNat => (Status & ConntrackStatus.SourceNat) != 0;

    /// <summary>Whether its destination is translated; <c>conntrack -L --dst-nat</c>.</summary>
    public bool IsDestinationNat => (Status & ConntrackStatus.DestinationNat) != 0;

    /// <summary>How long it stays without further packets, of one that has ended what was left; null when nothing was, and where a flow table looks after it.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>The mark of the flow (<c>ct mark</c> of nft); 0 without one.</summary>
    public uint Mark { get; }

    /// <summary>The zone that tells equal packets apart in both directions; 0 without one. A zone of one direction stands in its tuple.</summary>
    public ushort Zone { get; }

    /// <summary>What has passed in the original direction, or null when the kernel does not count.</summary>
    public ConntrackCounters? OriginalCounters { get; }

    /// <summary>What has passed in the direction of the answers, or null when the kernel does not count.</summary>
    public ConntrackCounters? ReplyCounters { get; }

    /// <summary>When it began, or null unless <c>net.netfilter.nf_conntrack_timestamp</c> was 1 then.</summary>
    public DateTimeOffset? Started { get; }

    /// <summary>When it ended, or null as long as it lives.</summary>
    public DateTimeOffset? Ended { get; }

    /// <summary>Its labels (<c>ct label</c> of nft): bit n is label n.</summary>
    public UInt128 Labels { get; }

    /// <summary>What looks into its packets, for example <c>ftp</c>, or null.</summary>
    public string? Helper { get; }

    /// <summary>How far a TCP connection is, or null for other protocols and where an event leaves it out.</summary>
    public ConntrackTcpState? TcpState { get; }

    /// <summary>The kernel's number for it, which is not used again soon; as <c>conntrack -L -o id</c> prints it.</summary>
    public uint Id { get; }

    /// <summary>How many parts of the kernel hold it; 0 where an event leaves it out.</summary>
    public uint UseCount { get; }

    /// <summary>The flow that announced this one, or null.</summary>
    public ConntrackTuple? Master { get; }

    /// <summary>The security context a rule gave it, or null.</summary>
    public string? SecurityContext { get; }
}
