using System.Collections.Immutable;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Iptables;

/// <summary>All that the policies mean in one family, in the language of iptables. Computed whole from the policies; there is no second list to forget.</summary>
/// <param name="Family">IPv4 (iptables) or IPv6 (ip6tables).</param>
/// <param name="Tables">What we hold, table by table; a table that nothing needs is not named, so that its kernel module is not loaded.</param>
internal sealed record IptablesRuleset(IPFamily Family, EquatableArray<IptablesTable> Tables)
{
    private const string HostKind = "host";

    private static readonly IPPrefix LinkLocal = IPPrefix.Parse("fe80::/10");

    /// <summary>Whether nothing is needed in this family.</summary>
    public bool IsEmpty => Tables.Count == 0;

    /// <summary>The ruleset of <paramref name="book"/> in one family.</summary>
    public static IptablesRuleset For(PolicyBook book, IPFamily family, InstanceId instance) => new RuleCache(family, instance).RulesetOf(book);

    /// <summary>The ruleset of networks whose rules are known already.</summary>
    public static IptablesRuleset Of(ImmutableArray<NetworkRules> networks, HostPolicy host, IPFamily family, InstanceId instance)
    {
        if (networks.IsEmpty && !host.Guards(family))
        {
            return new IptablesRuleset(family, []);
        }

        var owner = new OwnerTag(instance.Short, HostKind, "forward").ToString();
        return new IptablesRuleset(family, [.. RawTable(networks, owner), FilterTable(networks, host, family, owner), .. NatTable(networks, family, owner)]);
    }

    private static IEnumerable<IptablesTable> RawTable(ImmutableArray<NetworkRules> networks, string owner)
    {
        var chain = Chain(Names.EndpointChain, networks, static network => network.Raw);
        return chain.Rules.Count == 0 ? [] : [new IptablesTable(Names.Raw, [new IptablesJumps(Names.Prerouting, [Jump(Names.EndpointChain, owner)])], [chain])];
    }

    // The frame of chains is whole from the first network on, so that adding another only appends.
    private static IptablesTable FilterTable(ImmutableArray<NetworkRules> networks, HostPolicy host, IPFamily family, string owner) => new(
        Names.Filter,
        [new IptablesJumps(Names.Forward, [Jump(Names.UserChain, owner), Jump(Names.ForwardChain, owner)])],
        [
            new IptablesChain(Names.UserChain, []),
            Chain(Names.ConnectionChain, networks, static network => network.Connection),
            Chain(Names.InternalChain, networks, static network => network.Internal),
            new IptablesChain(
                Names.EndpointChain,
                [.. Marked(networks.IsEmpty ? null : host.AcceptMark, owner), .. networks.SelectMany(static network => network.Endpoint.Concat(network.Default))]),
            Chain(Names.BridgeChain, networks, static network => network.Bridge),
            new IptablesChain(
                Names.ForwardChain,
                [
                    Head(Names.ConnectionChain, owner),
                    Head(Names.InternalChain, owner),
                    Head(Names.BridgeChain, owner),
                    .. networks.SelectMany(static network => network.Forward),
                    .. Guard(host.Guards(family), owner),
                ]),
        ]);

    private static IEnumerable<IptablesTable> NatTable(ImmutableArray<NetworkRules> networks, IPFamily family, string owner)
    {
        var postrouting = Chain(Names.PostroutingChain, networks, static network => network.Postrouting);
        var translation = Chain(Names.EndpointChain, networks, static network => network.Translation);
        var jumps = ImmutableArray.CreateBuilder<IptablesJumps>();
        var chains = ImmutableArray.CreateBuilder<IptablesChain>();
        if (translation.Rules.Count > 0)
        {
            var toTheHost = new RuleMatch { Extension = "addrtype --dst-type LOCAL" }.Specify(owner, Names.EndpointChain);
            jumps.AddRange(new IptablesJumps(Names.Prerouting, [toTheHost]), new IptablesJumps(Names.Output, [toTheHost]));
            chains.Add(translation with { Rules = [.. Untranslated(family, owner), .. translation.Rules] });
        }

        if (postrouting.Rules.Count > 0)
        {
            jumps.Add(new IptablesJumps(Names.Postrouting, [Jump(Names.PostroutingChain, owner)]));
            chains.Add(postrouting);
        }

        return chains.Count == 0 ? [] : [new IptablesTable(Names.Nat, new(jumps.ToImmutable()), new(chains.ToImmutable()))];
    }

    // What the kernel would not forward once translated is left to whoever listens on the host: it routes neither a link-local source nor ::1.
    private static IEnumerable<IptablesRule> Untranslated(IPFamily family, string owner) => family == IPFamily.IPv4 ? [] :
    [
        new IptablesRule(new RuleMatch { Source = LinkLocal }.Specify(owner, "RETURN"), RulePlace.Head),
        new IptablesRule(new RuleMatch { Destination = LoopbackAddresses.IPv6 }.Specify(owner, "RETURN"), RulePlace.Head),
    ];

    // Asked only of what goes to one of our links and was not stopped at the border of an internal network.
    private static IEnumerable<IptablesRule> Marked(FirewallMark? mark, string owner) => mark is { } accepted
        ? [new IptablesRule(new RuleMatch { Extension = $"mark --mark {accepted}" }.Specify(owner, "ACCEPT"), RulePlace.Head)]
        : [];

    // All that comes from or goes to one of our links has its verdict by now, so what is left is somebody else's.
    private static IEnumerable<IptablesRule> Guard(bool guard, string owner) => guard
        ? [new IptablesRule(default(RuleMatch).Specify(owner, "DROP"), RulePlace.Tail)]
        : [];

    private static IptablesChain Chain(string name, ImmutableArray<NetworkRules> networks, Func<NetworkRules, ImmutableArray<IptablesRule>> rules) =>
        new(name, networks.SelectMany(network => rules(network)).ToEquatableArray());

    private static IptablesRule Head(string target, string owner) => new(Jump(target, owner), RulePlace.Head);

    private static string Jump(string target, string owner) => default(RuleMatch).Specify(owner, target);
}
