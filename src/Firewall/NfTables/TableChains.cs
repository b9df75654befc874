using System.Collections.Immutable;
using System.Net;
using NetController.Netlink;
using NetController.Netlink.NfTables;
using static NetController.Firewall.NfTables.TableNames;

namespace NetController.Firewall.NfTables;

/// <summary>
/// The chains of our table and their rules, which are the same whatever networks and endpoints there are: those are elements of the sets
/// that the rules look into. Only three short chains follow the host's policy.
/// </summary>
internal static class TableChains
{
    private static readonly IPNetwork LoopbackAddresses = IPNetwork.Parse("127.0.0.0/8");
    private static readonly IPNetwork LinkLocalAddresses = IPNetwork.Parse("fe80::/10");
    private static readonly NftExpressionList OfIp = NftField.NetworkProtocol.Is(NftValue.FromByte((byte)NftFamily.Ip));
    private static readonly NftExpressionList OfIp6 = NftField.NetworkProtocol.Is(NftValue.FromByte((byte)NftFamily.Ip6));
    private static readonly NftExpressionList Replies = [.. NftMatch.ConnectionState(NftConnectionState.Established | NftConnectionState.Related), NftStatement.Accept];
    private static readonly NftExpressionList Translated = NftMatch.ConnectionStatus(NftConnectionStatus.DestinationNat);
    private static readonly NftExpressionList FromLink = NftMatch.InSet(Set(ElementSet.Bridges), NftField.NetworkProtocol, NftField.InputInterfaceName);
    private static readonly NftExpressionList ToLink = NftMatch.InSet(Set(ElementSet.Bridges), NftField.NetworkProtocol, NftField.OutputInterfaceName);

    /// <summary>The chains that never change, those that others lead to before those that lead there; the user chain is the first, and empty.</summary>
    private static readonly ImmutableArray<NftChainContent> Constant =
    [
        Chain(User),
        .. Ports(),
        .. Ways(),
        Chain(Protect, [.. FromLink, NftStatement.Drop], [.. PortIn(ElementSet.Loopback, NftField.IpDestination), NftStatement.Drop]),
        ForwardChain(),
        EarlyChain(),
        .. DestinationChains(),
        PostroutingChain(),
    ];

    /// <summary>All chains of ours under a policy of the host.</summary>
    public static ImmutableArray<NftChainContent> For(HostPolicy host) => [.. OfHost(host), .. Constant];

    /// <summary>The chains that follow the policy of the host.</summary>
    public static ImmutableArray<NftChainContent> OfHost(HostPolicy host) =>
    [
        Chain(Marked, [.. host.AcceptMark is { } mark ? [[.. NftMatch.Mark(mark.Value, mark.Mask), NftStatement.Accept]] : Array.Empty<NftExpressionList>()]),
        Chain(Direct, [.. host.AllowDirectRouting ? [[NftStatement.Goto(Open)]] : Array.Empty<NftExpressionList>()]),
        Chain(Guard, [.. GuardRules(host)]),
    ];

    private static IEnumerable<NftExpressionList> GuardRules(HostPolicy host)
    {
        if (host.GuardIPv4)
        {
            yield return [.. OfIp, NftStatement.Drop];
        }

        if (host.GuardIPv6)
        {
            yield return [.. OfIp6, NftStatement.Drop];
        }
    }

    private static NftChainContent[] Ports() =>
    [
        Chain(
            Open,
            [.. PortIn(ElementSet.Open4, NftField.IpDestination), NftStatement.Accept],
            [.. PortIn(ElementSet.Open6, NftField.Ip6Destination), NftStatement.Accept],
            [NftStatement.Drop]),
    ];

    // A published port is reached through an address of the host only, so the connection must have been led here.
    private static NftChainContent[] Ways() =>
    [
        Chain(
            InNat,
            Replies,
            [NftStatement.Jump(Marked)],
            [.. Translated, NftStatement.Goto(Open)],
            [.. NftMatch.InSet(Set(ElementSet.Trusted), NftField.NetworkProtocol, NftField.InputInterfaceName, NftField.OutputInterfaceName), NftStatement.Goto(Open)],
            [NftStatement.Jump(Direct)],
            [NftStatement.Drop]),
        Chain(
            InRouted,
            Replies,
            [NftStatement.Jump(Marked)],
            [.. NftMatch.TransportProtocol(IpProtocol.Icmp), NftStatement.Accept],
            [.. NftMatch.TransportProtocol(IpProtocol.IcmpV6), NftStatement.Accept],
            [NftStatement.Goto(Open)]),
        Chain(
            Apart,
            Replies,
            [NftStatement.Jump(Marked)],
            [.. Translated, NftStatement.Goto(Open)],
            [NftStatement.Drop]),
    ];

    // What leaves an enclosed network is dropped before what enters another is accepted.
    private static NftChainContent ForwardChain() => Chain(
        Forward,
        NftChainType.Filter,
        NftHook.Forward,
        NftPriority.Filter,
        [NftStatement.Jump(User)],
        NftStatement.VerdictMap(Set(ElementSet.Inside), NftField.NetworkProtocol, NftField.InputInterfaceName, NftField.OutputInterfaceName),
        [.. NftMatch.InSet(Set(ElementSet.Enclosed), NftField.NetworkProtocol, NftField.InputInterfaceName), NftStatement.Drop],
        [.. NftMatch.InSet(Set(ElementSet.Enclosed), NftField.NetworkProtocol, NftField.OutputInterfaceName), NftStatement.Drop],
        NftStatement.VerdictMap(Set(ElementSet.Inbound), NftField.NetworkProtocol, NftField.OutputInterfaceName),
        [.. NftMatch.InSet(Set(ElementSet.Outbound), NftField.NetworkProtocol, NftField.InputInterfaceName), NftStatement.Accept],
        [NftStatement.Jump(Guard)]);

    private static NftChainContent EarlyChain() => Chain(
        Early,
        NftChainType.Filter,
        NftHook.Prerouting,
        NftPriority.Raw,
        [.. NftMatch.Destination(LoopbackAddresses), .. NftMatch.NotInputInterface("lo"), NftStatement.Jump(Protect)]);

    // Link-local senders are answered by the host: what they send cannot be forwarded. The same holds for ::1.
    private static NftChainContent[] DestinationChains() =>
    [
        Chain(
            Published,
            [.. NftMatch.Source(LinkLocalAddresses), NftStatement.Return],
            [.. NftMatch.Destination(IPAddress.IPv6Loopback), NftStatement.Return],
            NftStatement.DestinationNat(Set(ElementSet.Dnat4), NftField.IpDestination, NftField.TransportProtocol, NftField.DestinationPort),
            NftStatement.DestinationNat(Set(ElementSet.Dnat6), NftField.Ip6Destination, NftField.TransportProtocol, NftField.DestinationPort),
            [.. OfIp, .. NftStatement.DestinationNat(Set(ElementSet.Any4), NftField.TransportProtocol, NftField.DestinationPort)],
            [.. OfIp6, .. NftStatement.DestinationNat(Set(ElementSet.Any6), NftField.TransportProtocol, NftField.DestinationPort)]),
        Chain(Prerouting, NftChainType.Nat, NftHook.Prerouting, NftPriority.DestinationNat, ToHost()),
        Chain(Output, NftChainType.Nat, NftHook.Output, NftPriority.DestinationNat, ToHost()),
    ];

    // What goes back into its bridge is translated only where it came through an address of the host: the answer must come the same way. It is told by
    // its subnet: where the kernel filters what bridges switch, such a packet is only switched, and has no way in any more.
    private static NftChainContent PostroutingChain() => Chain(
        Postrouting,
        NftChainType.Nat,
        NftHook.Postrouting,
        NftPriority.SourceNat,
        [.. Translated, .. NftMatch.InSet(Set(ElementSet.Home4), NftField.IpSource, NftField.OutputInterfaceName), NftStatement.Masquerade()],
        [.. Translated, .. NftMatch.InSet(Set(ElementSet.Home6), NftField.Ip6Source, NftField.OutputInterfaceName), NftStatement.Masquerade()],
        [.. NftMatch.InSet(Set(ElementSet.Loops), NftField.NetworkProtocol, NftField.InputInterfaceName, NftField.OutputInterfaceName), NftStatement.Return],
        [.. NftMatch.Source(LoopbackAddresses), .. ToLink, NftStatement.Masquerade()],
        [.. OfIp, .. NftStatement.SourceNat(Set(ElementSet.Snat4), NftField.InputInterfaceName)],
        [.. OfIp6, .. NftStatement.SourceNat(Set(ElementSet.Snat6), NftField.InputInterfaceName)],
        [.. NftMatch.InSet(Set(ElementSet.Masquerade), NftField.NetworkProtocol, NftField.InputInterfaceName), NftStatement.Masquerade()]);

    private static NftExpressionList ToHost() => [.. NftMatch.DestinationType(RouteType.Local), NftStatement.Jump(Published)];

    private static NftExpressionList PortIn(ElementSet set, NftField address) => NftMatch.InSet(Set(set), address, NftField.TransportProtocol, NftField.DestinationPort);

    private static NftSet Set(ElementSet set) => TableSets.Of(set);

    private static NftChainContent Chain(string name, params ReadOnlySpan<NftExpressionList> rules) => Content(new NftChain(Table, name), rules);

    private static NftChainContent Chain(string name, NftChainType type, NftHook hook, int priority, params ReadOnlySpan<NftExpressionList> rules) =>
        Content(new NftChain(Table, name) { Base = new NftBaseChain(type, hook, priority) }, rules);

    private static NftChainContent Content(NftChain chain, ReadOnlySpan<NftExpressionList> rules)
    {
        var made = ImmutableArray.CreateBuilder<NftRule>(rules.Length);
        foreach (var rule in rules)
        {
            made.Add(new NftRule(Table, chain.Name, rule.For(Table.Family)));
        }

        return new NftChainContent(chain, made.MoveToImmutable());
    }
}
