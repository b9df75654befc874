using System.Collections.Immutable;
using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>The routing policy; <c>ip rule</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<RoutingRule> RuleParser = RoutingRule.Decode;

    /// <summary>Adds a rule; <c>ip rule add</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: the same rule is there already. Others as the kernel explains.</exception>
    /// <exception cref="ArgumentException">The rule contradicts itself; the message says how.</exception>
    public void AddRule(RoutingRule rule)
    {
        RoutingRuleRequests.Check(rule);
        using var request = Begin(RTM.NEWRULE, MessageFlags.Create | MessageFlags.Exclusive, new("rule add", rule));
        RoutingRuleRequests.Add(request, rule);
        _socket.Execute(request);
    }

    /// <summary>Deletes the first rule that matches everything given; <c>ip rule delete</c>.</summary>
    /// <param name="rule">Whatever tells the rule apart, for example its priority, or a rule that was listed.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: there is none.</exception>
    /// <exception cref="ArgumentException">The rule contradicts itself; the message says how.</exception>
    public void DeleteRule(RoutingRule rule)
    {
        RoutingRuleRequests.Check(rule);
        using var request = Begin(RTM.DELRULE, MessageFlags.None, new("rule delete", rule));
        RoutingRuleRequests.Delete(request, rule);
        _socket.Execute(request);
    }

    /// <summary>Lists the rules; <c>ip rule show</c> and <c>ip -6 rule show</c>.</summary>
    /// <param name="family">Only those of IPv4 or of IPv6, or null for both, IPv4 first.</param>
    /// <returns>The rules in the order in which they are asked.</returns>
    /// <exception cref="DumpInterruptedException">Rules kept changing meanwhile.</exception>
    public ImmutableArray<RoutingRule> ListRules(AddressFamily? family = null)
    {
        using var request = Begin(RTM.GETRULE, MessageFlags.None, "rule show");
        RoutingRuleRequests.List(request, family);
        return _socket.Dump(request, RuleParser);
    }
}
