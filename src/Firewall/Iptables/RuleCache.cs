using System.Runtime.CompilerServices;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Iptables;

/// <summary>Turns policies into rules in one family, and writes none twice: those of a policy that has not changed are remembered as long as the policy lives.</summary>
internal sealed class RuleCache(IPFamily family, InstanceId instance)
{
    private readonly ConditionalWeakTable<NetworkPolicy, NetworkRules> _networks = [];
    private readonly ConditionalWeakTable<EndpointPolicy, Written> _endpoints = [];

    /// <summary>What a book means.</summary>
    public IptablesRuleset RulesetOf(PolicyBook book) => IptablesRuleset.Of(
        [.. book.Networks.Where(policy => policy.Family(family) is not null).Select(policy => RulesOf(policy, book))], book.Host, family, instance);

    private NetworkRules RulesOf(NetworkPolicy policy, PolicyBook book) => _networks
        .GetValue(policy, known => NetworkRules.For(known, family, instance))
        .With([.. book.EndpointsOf(policy.Network).Select(endpoint => RulesOf(endpoint, policy, book.Host.AllowDirectRouting))]);

    private EndpointRules RulesOf(EndpointPolicy policy, NetworkPolicy network, bool allowDirectRouting)
    {
        if (_endpoints.TryGetValue(policy, out var known) && ReferenceEquals(known.Network, network) && known.AllowDirectRouting == allowDirectRouting)
        {
            return known.Rules;
        }

        var rules = EndpointRules.For(policy, network, allowDirectRouting, family, instance);
        _endpoints.AddOrUpdate(policy, new Written(network, allowDirectRouting, rules));
        return rules;
    }

    /// <summary>An endpoint's rules and what they depend on beside its own policy.</summary>
    private sealed record Written(NetworkPolicy Network, bool AllowDirectRouting, EndpointRules Rules);
}
