using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Conntrack;

/// <summary>
/// Which flows are meant: those that meet every condition given; what is null is no condition. The kernel leaves out what it can, and the rest is left out here, so a
/// list holds exactly what was asked for on every kernel.
/// </summary>
/// <remarks>
/// Conditions that contradict each other (addresses of two families, a status both wanted and excluded) are an <see cref="ArgumentException"/> where the filter is used.
/// </remarks>
public sealed partial record ConntrackFilter
{
    /// <summary>Only IPv4 or only IPv6; <c>conntrack -f</c>.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Only those that carry this; <c>conntrack -p</c>.</summary>
    public IpProtocol? Protocol { get; init; }

    /// <summary>Only those with an address of this network at any of their four places: what a container with that address takes part in, however it is translated.</summary>
    public IPNetwork? AnyAddress { get; init; }

    /// <summary>Only those whose first packet came from here; <c>conntrack -s</c>.</summary>
    public IPNetwork? OriginalSource { get; init; }

    /// <summary>Only those whose first packet went to here, before translation; <c>conntrack -d</c>.</summary>
    public IPNetwork? OriginalDestination { get; init; }

    /// <summary>Only those whose answers come from here; <c>conntrack -r</c>.</summary>
    public IPNetwork? ReplySource { get; init; }

    /// <summary>Only those whose answers go to here, before translation back; <c>conntrack -q</c>.</summary>
    public IPNetwork? ReplyDestination { get; init; }

    /// <summary>Only those whose first packet came from this port; <c>conntrack --orig-port-src</c>.</summary>
    public ushort? OriginalSourcePort { get; init; }

    /// <summary>Only those whose first packet went to this port, before translation; <c>conntrack --orig-port-dst</c>.</summary>
    public ushort? OriginalDestinationPort { get; init; }

    /// <summary>Only those whose answers come from this port; <c>conntrack --reply-port-src</c>.</summary>
    public ushort? ReplySourcePort { get; init; }

    /// <summary>Only those whose answers go to this port; <c>conntrack --reply-port-dst</c>.</summary>
    public ushort? ReplyDestinationPort { get; init; }

    /// <summary>Only those with this mark, as far as <see cref="MarkMask"/> looks; <c>conntrack -m</c>.</summary>
    public uint? Mark { get; init; }

    /// <summary>The bits of the mark that count; all by default. Not 0, and without effect unless <see cref="Mark"/> is set.</summary>
    public uint MarkMask { get; init; } = uint.MaxValue;

    /// <summary>Only those with all of these; <c>conntrack -u</c>.</summary>
    public ConntrackStatus WithStatus { get; init; }

    /// <summary>Only those with none of these.</summary>
    public ConntrackStatus WithoutStatus { get; init; }

    /// <summary>Only those of this zone, in either direction or both; 0 means those without one. <c>conntrack -w</c>.</summary>
    public ushort? Zone { get; init; }

    /// <summary>Flows that an address takes part in, from or to, translated or not: what to delete when the address changes hands.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The filter.</returns>
    public static ConntrackFilter ForAddress(IPAddress address) => new() { AnyAddress = Exactly(address) };

    /// <summary>
    /// Flows to a port, whatever they are translated to: what to delete when the port is published or no longer is, so that a steady sender is not bound to what the port
    /// meant before.
    /// </summary>
    /// <remarks>
    /// Without an address this also means flows that only pass through the machine to that port of another. Set <see cref="ReplySource"/> to the container's address
    /// as well to mean only those that reach it.
    /// </remarks>
    /// <param name="protocol">A protocol with ports.</param>
    /// <param name="port">The port on the host.</param>
    /// <param name="hostAddress">The host's address it is published on; 0.0.0.0 is all of IPv4, :: all of IPv6, null all of both.</param>
    /// <returns>The filter.</returns>
    public static ConntrackFilter ForPublishedPort(IpProtocol protocol, ushort port, IPAddress? hostAddress = null)
    {
        var filter = new ConntrackFilter { Protocol = protocol, OriginalDestinationPort = port };
        if (hostAddress is null)
        {
            return filter;
        }

        return hostAddress.Equals(IPAddress.Any) || hostAddress.Equals(IPAddress.IPv6Any)
            ? filter with { Family = hostAddress.AddressFamily }
            : filter with { OriginalDestination = Exactly(hostAddress) };
    }

    /// <summary>The network that holds one address and no other.</summary>
    private static IPNetwork Exactly(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        return new IPNetwork(plain, IpFamily.Bits(IpFamily.Of(plain)));
    }
}
