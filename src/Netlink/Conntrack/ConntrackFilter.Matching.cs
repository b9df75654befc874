using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Conntrack;

/// <content>Checking the conditions, and flows against them.</content>
public sealed partial record ConntrackFilter
{
    /// <summary>Whether it has no condition, so that every flow meets it.</summary>
    internal bool IsEmpty => this == new ConntrackFilter { MarkMask = MarkMask };

    /// <summary>The one family its flows can have, or null for both.</summary>
    internal AddressFamily? OnlyFamily => Family ?? FamilyOf(AnyAddress) ?? FamilyOf(OriginalSource) ?? FamilyOf(OriginalDestination) ?? FamilyOf(ReplySource) ?? FamilyOf(ReplyDestination);

    internal ConntrackConditions Original => new(Protocol, OriginalSource, OriginalDestination, OriginalSourcePort, OriginalDestinationPort);

    internal ConntrackConditions Reply => new(Protocol, ReplySource, ReplyDestination, ReplySourcePort, ReplyDestinationPort);

    /// <summary>Refuses conditions that no flow can meet.</summary>
    /// <exception cref="ArgumentException">They contradict each other.</exception>
    internal void Check()
    {
        _ = IpFamily.Of(Family);
        CheckFamily(AnyAddress, nameof(AnyAddress));
        CheckFamily(OriginalSource, nameof(OriginalSource));
        CheckFamily(OriginalDestination, nameof(OriginalDestination));
        CheckFamily(ReplySource, nameof(ReplySource));
        CheckFamily(ReplyDestination, nameof(ReplyDestination));
        if (Mark is { } mark && (MarkMask == 0 || (mark & ~MarkMask) != 0))
        {
            throw new ArgumentException($"The mark 0x{mark:x} cannot be met under the mask 0x{MarkMask:x}: it must have bits, and all of those of the mark.", nameof(MarkMask));
        }

        if ((WithStatus & WithoutStatus) != 0)
        {
            throw new ArgumentException($"The status {WithStatus & WithoutStatus} cannot be both present and absent.", nameof(WithoutStatus));
        }

        if (HasPorts && Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6)
        {
            throw new ArgumentException($"{Protocol} has no ports.", nameof(Protocol));
        }
    }

    /// <summary>Whether a flow meets all conditions.</summary>
    internal bool Matches(in ConntrackFlowView flow) =>
        (Family is null || flow.Family == Family)
        && (Protocol is null || flow.Original.Protocol == Protocol)
        && (Mark is null || (flow.Mark & MarkMask) == Mark)
        && (flow.Status & (WithStatus | WithoutStatus)) == WithStatus
        && (Zone is null || Math.Max(flow.Zone, Math.Max(flow.Original.Zone, flow.Reply.Zone)) == Zone)
        && (!HasPorts || flow.Original.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6))
        && Original.Match(flow.Original)
        && Reply.Match(flow.Reply)
        && (AnyAddress is not { } any || ConntrackConditions.HoldsOne(any, flow.Original) || ConntrackConditions.HoldsOne(any, flow.Reply));

    private bool HasPorts => OriginalSourcePort is not null || OriginalDestinationPort is not null || ReplySourcePort is not null || ReplyDestinationPort is not null;

    private static AddressFamily? FamilyOf(IPNetwork? network) => network?.BaseAddress.AddressFamily;

    private void CheckFamily(IPNetwork? network, string name)
    {
        if (network is not { } given)
        {
            return;
        }

        if (given.BaseAddress.IsIPv4MappedToIPv6)
        {
            throw new ArgumentException($"{given} is IPv4 in the form of IPv6, which no flow has: give the IPv4 network.", name);
        }

        if (given.BaseAddress.AddressFamily != OnlyFamily)
        {
            throw new ArgumentException($"A flow has one family: {given} is not of {OnlyFamily}, which another condition asks for.", name);
        }
    }
}
