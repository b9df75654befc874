using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>All that the policies mean in one family, in the language of iptables. Computed whole from the policies; there is no second list to forget.</summary>
/// <param name="Family">IPv4 (iptables) or IPv6 (ip6tables).</param>
/// <param name="Tables">What we hold, table by table; a table that nothing needs is not named, so that its kernel module is not loaded.</param>
internal sealed record IptablesRuleset(IPFamily Family, EquatableArray<IptablesTable> Tables)
{
    private const string HostKind = "host";

    /// <summary>Whether nothing is needed in this family.</summary>
    public bool IsEmpty => Tables.Count == 0;

    /// <summary>The ruleset of <paramref name="policies"/> in one family.</summary>
    public static IptablesRuleset For(IReadOnlyCollection<NetworkPolicy> policies, HostPolicy host, IPFamily family, InstanceId instance) => Of(
        [.. policies.Where(policy => policy.Family(family) is not null).Select(policy => NetworkRules.For(policy, family, instance))], host, family, instance);

    /// <summary>The ruleset of networks whose rules are known already.</summary>
    public static IptablesRuleset Of(ImmutableArray<NetworkRules> networks, HostPolicy host, IPFamily family, InstanceId instance)
    {
        if (networks.IsEmpty && !host.Guards(family))
        {
            return new IptablesRuleset(family, []);
        }

        var owner = new OwnerTag(instance.Short, HostKind, "forward").ToString();
        var postrouting = networks.SelectMany(static network => network.Postrouting).ToEquatableArray();
        var filter = FilterTable(networks, host.Guards(family), owner);
        return new IptablesRuleset(family, postrouting.Count == 0 ? [filter] : [filter, NatTable(postrouting, owner)]);
    }

    // The frame of chains is whole from the first network on, so that adding another only appends.
    private static IptablesTable FilterTable(ImmutableArray<NetworkRules> networks, bool guard, string owner) => new(
        Names.Filter,
        [new IptablesJumps(Names.Forward, [Jump(Names.UserChain, owner), Jump(Names.ForwardChain, owner)])],
        [
            new IptablesChain(Names.UserChain, []),
            Chain(Names.ConnectionChain, networks, static network => network.Connection),
            Chain(Names.InternalChain, networks, static network => network.Internal),
            Chain(Names.EndpointChain, networks, static network => network.Endpoint),
            Chain(Names.BridgeChain, networks, static network => network.Bridge),
            new IptablesChain(
                Names.ForwardChain,
                [
                    Head(Names.ConnectionChain, owner),
                    Head(Names.InternalChain, owner),
                    Head(Names.BridgeChain, owner),
                    .. networks.SelectMany(static network => network.Forward),
                    .. Guard(guard, owner),
                ]),
        ]);

    private static IptablesTable NatTable(EquatableArray<IptablesRule> postrouting, string owner) => new(
        Names.Nat,
        [new IptablesJumps(Names.Postrouting, [Jump(Names.PostroutingChain, owner)])],
        [new IptablesChain(Names.PostroutingChain, postrouting)]);

    // All that comes from or goes to one of our links has its verdict by now, so what is left is somebody else's.
    private static IEnumerable<IptablesRule> Guard(bool guard, string owner) => guard
        ? [new IptablesRule(default(RuleMatch).Specify(owner, "DROP"), RulePlace.Tail)]
        : [];

    private static IptablesChain Chain(string name, ImmutableArray<NetworkRules> networks, Func<NetworkRules, ImmutableArray<IptablesRule>> rules) =>
        new(name, networks.SelectMany(network => rules(network)).ToEquatableArray());

    private static IptablesRule Head(string target, string owner) => new(Jump(target, owner), RulePlace.Head);

    private static string Jump(string target, string owner) => default(RuleMatch).Specify(owner, target);
}
