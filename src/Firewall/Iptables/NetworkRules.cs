using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>The rules of one network in one family, by chain. Each names the network's own link, so that networks do not depend on each other's order.</summary>
internal sealed record NetworkRules
{
    /// <summary>Rules of <see cref="Names.ConnectionChain"/>.</summary>
    public ImmutableArray<IptablesRule> Connection { get; init; } = [];

    /// <summary>Rules of <see cref="Names.InternalChain"/>.</summary>
    public ImmutableArray<IptablesRule> Internal { get; init; } = [];

    /// <summary>Rules of <see cref="Names.BridgeChain"/>.</summary>
    public ImmutableArray<IptablesRule> Bridge { get; init; } = [];

    /// <summary>Rules of <see cref="Names.EndpointChain"/>.</summary>
    public ImmutableArray<IptablesRule> Endpoint { get; init; } = [];

    /// <summary>Rules of <see cref="Names.ForwardChain"/>.</summary>
    public ImmutableArray<IptablesRule> Forward { get; init; } = [];

    /// <summary>Rules of <see cref="Names.PostroutingChain"/>.</summary>
    public ImmutableArray<IptablesRule> Postrouting { get; init; } = [];

    /// <summary>What <paramref name="policy"/> means in a family that it has.</summary>
    public static NetworkRules For(NetworkPolicy policy, IPFamily family, InstanceId instance)
    {
        var side = policy.Family(family) ?? throw new ArgumentException($"The network has no {family}.", nameof(policy));
        var writer = new NetworkRuleWriter(policy, side, instance);
        return policy.Internal || side.Mode == GatewayMode.Isolated ? writer.Enclosed() : writer.Reachable();
    }
}
