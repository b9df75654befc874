using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>
/// A rule of the routing policy: which packets look in which table; <c>ip rule</c> (ip-rule(8)). One that is listed can be handed back as it is, to delete it or to add it elsewhere.
/// </summary>
/// <remarks>What is null matches every packet when the rule is added, and every rule when one is deleted.</remarks>
public sealed partial record RoutingRule : IOperationSubject
{
    // The kernel keeps the address of a network and the name of a link as they were given, whether or not they make sense, and finds the rule to delete by them.
    private readonly IPNetwork? _from;
    private readonly IPNetwork? _to;
    private readonly string? _incomingLink;
    private readonly string? _outgoingLink;

    /// <summary>Begins a rule that matches every packet.</summary>
    /// <param name="family">IPv4 or IPv6: each has rules of its own.</param>
    /// <exception cref="ArgumentException">The family is neither.</exception>
    public RoutingRule(AddressFamily family)
    {
        _ = IpFamily.Of((AddressFamily?)family);
        Family = family;
    }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>Its place: smaller ones come first, and several may share one. By default the kernel takes the place before the first of those above 0.</summary>
    public uint? Priority { get; init; }

    /// <summary>Only packets from these addresses.</summary>
    public IPNetwork? From
    {
        get => _from;
        init => (_from, FromAddress) = (value, value?.BaseAddress);
    }

    /// <summary>Only packets to these addresses.</summary>
    public IPNetwork? To
    {
        get => _to;
        init => (_to, ToAddress) = (value, value?.BaseAddress);
    }

    /// <summary>Whether the rule is about packets that do <em>not</em> match. <c>not</c>.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Only packets that came in by the link of this name, <c>lo</c> for those of this host; it need not exist. <c>iif</c>.</summary>
    public string? IncomingLink
    {
        get => _incomingLink;
        init => _incomingLink = value is null ? null : LinkName.Check(value, nameof(IncomingLink));
    }

    /// <summary>Only packets of sockets that are bound to the link of this name; it need not exist. <c>oif</c>.</summary>
    public string? OutgoingLink
    {
        get => _outgoingLink;
        init => _outgoingLink = value is null ? null : LinkName.Check(value, nameof(OutgoingLink));
    }

    /// <summary>Only packets with this firewall mark in the bits of <see cref="MarkMask"/>. <c>fwmark</c>.</summary>
    public uint? Mark { get; init; }

    /// <summary>The bits of the mark that count; by default all.</summary>
    public uint? MarkMask { get; init; }

    /// <summary>Only packets with this type of service; a multiple of 4 up to 28 for IPv4. <c>tos</c>.</summary>
    public byte TypeOfService { get; init; }

    /// <summary>Only packets of this transport protocol. <c>ipproto</c>.</summary>
    public IpProtocol? TransportProtocol { get; init; }

    /// <summary>Only packets from these ports. <c>sport</c>.</summary>
    public PortRange? SourcePorts { get; init; }

    /// <summary>Only packets to these ports. <c>dport</c>.</summary>
    public PortRange? DestinationPorts { get; init; }

    /// <summary>Only packets that these users send. <c>uidrange</c>.</summary>
    public UserRange? Users { get; init; }

    /// <summary>What to do; by default <see cref="RoutingRuleAction.Lookup"/> when it is added and anything when it is deleted.</summary>
    public RoutingRuleAction? Action { get; init; }

    /// <summary>The table to look in; by default <see cref="RouteTable.Main"/> when it is added. <c>table</c> or <c>lookup</c>.</summary>
    public RouteTable? Table { get; init; }

    /// <summary>The priority of the rule to go on with, greater than its own. <c>goto</c>.</summary>
    public uint? Target { get; init; }

    /// <summary>Whether to look in the table of the VRF that the packet's link belongs to. <c>l3mdev</c>.</summary>
    public bool UsesLinkTable { get; init; }

    /// <summary>Routes found whose prefix is this long or shorter do not count: 0 leaves out default routes. <c>suppress_prefixlength</c>.</summary>
    public int? SuppressPrefixLength { get; init; }

    /// <summary>Routes found that leave by a link of this group do not count. <c>suppress_ifgroup</c>.</summary>
    public int? SuppressGroup { get; init; }

    /// <summary>Who makes it; by default <see cref="RouteProtocol.Boot"/>, as <c>ip</c> does. <c>protocol</c>.</summary>
    public RouteProtocol? Protocol { get; init; }

    /// <summary>The address that <see cref="From"/> is given by, which may be any of that network.</summary>
    internal IPAddress? FromAddress { get; private init; }

    /// <summary>The address that <see cref="To"/> is given by.</summary>
    internal IPAddress? ToAddress { get; private init; }

    string IOperationSubject.Words =>
        $"{(Family is AddressFamily.InterNetworkV6 ? "-6 " : "")}{(Priority is { } priority ? $"priority {priority} " : "")}from {From?.ToString() ?? "all"}"
        + $"{(To is { } to ? $" to {to}" : "")}{(Table is { } table ? $" lookup {table}" : "")}";
}
