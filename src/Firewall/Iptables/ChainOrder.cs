using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>Puts the rules that a chain should hold into the order that changes the kernel least.</summary>
internal static class ChainOrder
{
    /// <summary>
    /// Networks stand in the order in which the kernel holds them, new ones after; head and tail stay where they are. So the order in which
    /// networks were made, which no record keeps, is no difference, and a new network is only appended.
    /// </summary>
    /// <param name="desired">The rules, each network's together.</param>
    /// <param name="positions">Where the kernel holds each rule.</param>
    public static ImmutableArray<IptablesRule> Arrange(EquatableArray<IptablesRule> desired, IReadOnlyDictionary<string, int> positions)
    {
        var first = new Dictionary<NetworkId, int>();
        foreach (var rule in desired)
        {
            if (rule is { Place: RulePlace.Network, Network: { } network })
            {
                var position = positions.GetValueOrDefault(rule.Specification, int.MaxValue);
                first[network] = Math.Min(position, first.GetValueOrDefault(network, int.MaxValue));
            }
        }

        return
        [
            .. desired.Items.Where(static rule => rule.Place == RulePlace.Head),
            .. desired.Items.Where(static rule => rule.Place == RulePlace.Network).OrderBy(rule => rule.Network is { } network ? first[network] : int.MaxValue),
            .. desired.Items.Where(static rule => rule.Place == RulePlace.Tail),
        ];
    }
}
