using System.Collections.Immutable;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Iptables;

/// <summary>The rules of one network in one family, by chain, those of its endpoints included. Each names the network's own link, so that networks do not depend on each other's order.</summary>
internal sealed record NetworkRules
{
    /// <summary>Rules of the raw <see cref="Names.EndpointChain"/>.</summary>
    public ImmutableArray<IptablesRule> Raw { get; init; } = [];

    /// <summary>Rules of <see cref="Names.ConnectionChain"/>.</summary>
    public ImmutableArray<IptablesRule> Connection { get; init; } = [];

    /// <summary>Rules of <see cref="Names.InternalChain"/>.</summary>
    public ImmutableArray<IptablesRule> Internal { get; init; } = [];

    /// <summary>Rules of <see cref="Names.BridgeChain"/>.</summary>
    public ImmutableArray<IptablesRule> Bridge { get; init; } = [];

    /// <summary>Rules of the filter <see cref="Names.EndpointChain"/>: what is let through to endpoints.</summary>
    public ImmutableArray<IptablesRule> Endpoint { get; init; } = [];

    /// <summary>The rules that end the network in the filter <see cref="Names.EndpointChain"/>: what becomes of all else.</summary>
    public ImmutableArray<IptablesRule> Default { get; init; } = [];

    /// <summary>Rules of <see cref="Names.ForwardChain"/>.</summary>
    public ImmutableArray<IptablesRule> Forward { get; init; } = [];

    /// <summary>Rules of the nat <see cref="Names.EndpointChain"/>.</summary>
    public ImmutableArray<IptablesRule> Translation { get; init; } = [];

    /// <summary>Rules of <see cref="Names.PostroutingChain"/>.</summary>
    public ImmutableArray<IptablesRule> Postrouting { get; init; } = [];

    /// <summary>Rules of <see cref="Names.PostroutingChain"/> that a network has once a port of the host leads to one of its endpoints.</summary>
    public ImmutableArray<IptablesRule> Return { get; init; } = [];

    /// <summary>What <paramref name="policy"/> means in a family that it has.</summary>
    public static NetworkRules For(NetworkPolicy policy, IPFamily family, InstanceId instance)
    {
        var side = policy.Family(family) ?? throw new ArgumentException($"The network has no {family}.", nameof(policy));
        var writer = new NetworkRuleWriter(policy, side, instance);
        return side.IsEnclosed(policy) ? writer.Enclosed() : writer.Reachable();
    }

    /// <summary>The same with its endpoints' rules, in the order given.</summary>
    public NetworkRules With(ImmutableArray<EndpointRules> endpoints)
    {
        if (endpoints.IsEmpty)
        {
            return this;
        }

        ImmutableArray<IptablesRule> translation = [.. Translation, .. endpoints.SelectMany(static endpoint => endpoint.Translation)];
        return this with
        {
            Raw = [.. Raw, .. endpoints.SelectMany(static endpoint => endpoint.Raw)],
            Endpoint = [.. Endpoint, .. endpoints.SelectMany(static endpoint => endpoint.Filter)],
            Translation = translation,
            Postrouting = translation.IsEmpty ? Postrouting : [.. Postrouting, .. Return],
        };
    }
}
