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
