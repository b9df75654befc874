using System.Collections.Immutable;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Iptables;

/// <summary>The rules of one endpoint in one family, by table; all stand in <see cref="Names.EndpointChain"/>.</summary>
internal sealed record EndpointRules
{
    /// <summary>An endpoint that needs none.</summary>
    public static EndpointRules None { get; } = new();

    /// <summary>What is dropped before translation.</summary>
    public ImmutableArray<IptablesRule> Raw { get; init; } = [];

    /// <summary>What is let through to it.</summary>
    public ImmutableArray<IptablesRule> Filter { get; init; } = [];

    /// <summary>Which ports of the host lead to it.</summary>
    public ImmutableArray<IptablesRule> Translation { get; init; } = [];

    /// <summary>What <paramref name="policy"/> means in a family, in a network that may have neither the family nor an endpoint's way out.</summary>
    public static EndpointRules For(EndpointPolicy policy, NetworkPolicy network, bool allowDirectRouting, IPFamily family, InstanceId instance)
    {
        var ports = policy.ServedPorts(family);
        return ports.IsEmpty || policy.Address(family) is not { } address || network.Family(family) is not { } side || side.IsEnclosed(network)
            ? None
            : new EndpointRuleWriter(policy, address, network, side, allowDirectRouting, instance).Write(ports);
    }
}
