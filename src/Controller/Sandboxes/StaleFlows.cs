using System.Collections.Immutable;
using System.Net;
using NetController.Netlink;
using NetController.Netlink.Conntrack;

namespace NetController.Sandboxes;

/// <summary>
/// Gathers, in one walk through the table, the tracked connections that an endpoint's coming or going makes wrong: those that have one of its
/// addresses at any place, and those of UDP to its published ports of the host, whose sender may go on as if nothing had happened.
/// </summary>
internal struct StaleFlows(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports) : IConntrackVisitor
{
    private readonly ImmutableArray<byte[]> _addresses = [.. addresses.Select(static address => address.GetAddressBytes())];
    private readonly ImmutableArray<(PublishedPorts Ports, byte[] Address)> _ports =
        [.. ports.Where(static published => published.Protocol == TransportProtocol.Udp).Select(static published => (published, published.HostAddress.GetAddressBytes()))];

    /// <summary>What was found.</summary>
    public List<ConntrackFlow> Found { get; } = [];

    public readonly void Begin() => Found.Clear();

    public readonly void Visit(ConntrackFlowView flow)
    {
        if (Has(flow.Original.Source) || Has(flow.Original.Destination) || Has(flow.Reply.Source) || Has(flow.Reply.Destination) || IsToPort(flow.Original))
        {
            Found.Add(flow.ToFlow());
        }
    }

    private readonly bool Has(ReadOnlySpan<byte> place)
    {
        foreach (var address in _addresses)
        {
            if (place.SequenceEqual(address))
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool IsToPort(ConntrackTupleView tuple)
    {
        if (tuple.Protocol != IpProtocol.Udp)
        {
            return false;
        }

        foreach (var (published, address) in _ports)
        {
            // The unspecified address stands for all of its family.
            if (published.HostPorts.Contains(tuple.DestinationPort) && tuple.Destination.Length == address.Length
                && (!address.AsSpan().ContainsAnyExcept((byte)0) || tuple.Destination.SequenceEqual(address)))
            {
                return true;
            }
        }

        return false;
    }
}
