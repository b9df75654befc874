namespace NetController.Firewall.Iptables;

/// <summary>Where in its chain a rule stands.</summary>
internal enum RulePlace
{
    /// <summary>Before every network's rules, in the order given.</summary>
    Head,

    /// <summary>Among the networks' rules. Networks stand in any order, since each rule names its own link; the rules of one keep theirs.</summary>
    Network,

    /// <summary>After every network's rules.</summary>
    Tail,
}

/// <summary>One rule of ours.</summary>
/// <param name="Specification">All after <c>-A CHAIN</c>, in exactly the form that iptables-save prints.</param>
/// <param name="Place">Where in its chain it stands.</param>
/// <param name="Network">The network whose rule it is; null for a shared one.</param>
internal sealed record IptablesRule(string Specification, RulePlace Place, NetworkId? Network = null);
