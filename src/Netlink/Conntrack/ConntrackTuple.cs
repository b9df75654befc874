using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Conntrack;

/// <summary>
/// One direction of a flow: what its packets carry in their headers. In <see cref="ConntrackFlow.Original"/> stands what the first packet carried when it arrived, in
/// <see cref="ConntrackFlow.Reply"/> what an answer carries; they mirror each other unless addresses are translated.
/// </summary>
public sealed record ConntrackTuple : IOperationSubject
{
    /// <summary>Names the packets of a protocol that has neither ports nor ICMP fields.</summary>
    /// <param name="source">Whence; an IPv4 address in IPv6 form is taken as IPv4, a scope id is dropped.</param>
    /// <param name="destination">Whither, of the same family.</param>
    /// <param name="protocol">The protocol.</param>
    /// <exception cref="ArgumentException">The families differ.</exception>
    public ConntrackTuple(IPAddress source, IPAddress destination, IpProtocol protocol)
    {
        Source = Normalize(source);
        Destination = Normalize(destination);
        Protocol = protocol;
        if (Source.AddressFamily != Destination.AddressFamily)
        {
            throw new ArgumentException($"A flow has one family: {source} and {destination} are of two.", nameof(destination));
        }
    }

    /// <summary>Where the packets come from.</summary>
    public IPAddress Source { get; }

    /// <summary>Where they go to.</summary>
    public IPAddress Destination { get; }

    /// <summary>What they carry.</summary>
    public IpProtocol Protocol { get; }

    /// <summary>The port they come from; 0 where the protocol has none. The call id of GRE.</summary>
    public ushort SourcePort { get; private init; }

    /// <summary>The port they go to; 0 where the protocol has none. The call id of GRE.</summary>
    public ushort DestinationPort { get; private init; }

    /// <summary>The type of ICMP or ICMPv6, for example 8 for an echo request.</summary>
    public byte IcmpType { get; private init; }

    /// <summary>The code of ICMP or ICMPv6.</summary>
    public byte IcmpCode { get; private init; }

    /// <summary>The identifier of ICMP or ICMPv6.</summary>
    public ushort IcmpId { get; private init; }

    /// <summary>The zone that tells equal packets apart in this direction only; 0 without one. See <see cref="ConntrackFlow.Zone"/> for one that holds in both.</summary>
    public ushort Zone { get; init; }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family => Source.AddressFamily;

    string IOperationSubject.Words => ToString();

    internal bool IsIcmp => Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;

    /// <summary>Names the packets of a protocol with ports: TCP, UDP, UDP-Lite, SCTP, DCCP.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="source">Address and port they come from.</param>
    /// <param name="destination">Address and port they go to.</param>
    /// <returns>The tuple.</returns>
    /// <exception cref="ArgumentException">The families differ, or the protocol is ICMP.</exception>
    public static ConntrackTuple ForPorts(IpProtocol protocol, IPEndPoint source, IPEndPoint destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (protocol is IpProtocol.Icmp or IpProtocol.IcmpV6)
        {
            throw new ArgumentException($"{protocol} has no ports: use {nameof(ForIcmp)}.", nameof(protocol));
        }

        return new ConntrackTuple(source.Address, destination.Address, protocol)
        {
            SourcePort = checked((ushort)source.Port),
            DestinationPort = checked((ushort)destination.Port),
        };
    }

    /// <summary>Names the packets of ICMP between IPv4 addresses, of ICMPv6 between IPv6 addresses.</summary>
    /// <param name="source">Whence.</param>
    /// <param name="destination">Whither, of the same family.</param>
    /// <param name="type">The type, for example 8 (ICMP) or 128 (ICMPv6) for an echo request.</param>
    /// <param name="code">The code.</param>
    /// <param name="id">The identifier.</param>
    /// <returns>The tuple.</returns>
    /// <exception cref="ArgumentException">The families differ.</exception>
    public static ConntrackTuple ForIcmp(IPAddress source, IPAddress destination, byte type, byte code, ushort id)
    {
        var protocol = Normalize(source).AddressFamily is AddressFamily.InterNetwork ? IpProtocol.Icmp : IpProtocol.IcmpV6;
        return new ConntrackTuple(source, destination, protocol) { IcmpType = type, IcmpCode = code, IcmpId = id };
    }

    /// <summary>As <c>conntrack</c> prints it, for example <c>udp src=10.0.0.1 dst=10.0.0.2 sport=1000 dport=53</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{ProtocolName()} src={Source} dst={Destination}");
        if (IsIcmp)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" type={IcmpType} code={IcmpCode} id={IcmpId}");
        }
        else if (SourcePort != 0 || DestinationPort != 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" sport={SourcePort} dport={DestinationPort}");
        }

        return Zone == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} zone={Zone}");
    }

    internal static ConntrackTuple FromWire(in ConntrackTupleView view) =>
        new(new IPAddress(view.Source), new IPAddress(view.Destination), view.Protocol)
        {
            SourcePort = view.SourcePort,
            DestinationPort = view.DestinationPort,
            IcmpType = view.IcmpType,
            IcmpCode = view.IcmpCode,
            IcmpId = view.IcmpId,
            Zone = view.Zone,
        };

    private string ProtocolName() => Enum.IsDefined(Protocol)
        ? Protocol.ToString().ToLowerInvariant()
        : ((byte)Protocol).ToString(CultureInfo.InvariantCulture);

    private static IPAddress Normalize(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => address,
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 ? address : new IPAddress(address.GetAddressBytes()),
            _ => throw new ArgumentException($"{address.AddressFamily} is neither IPv4 nor IPv6.", nameof(address)),
        };
    }
}
