namespace NetController.Firewall.Iptables;

/// <summary>One of our chains.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Its rules in order.</param>
internal sealed record IptablesChain(string Name, EquatableArray<IptablesRule> Rules)
{
    /// <summary>Whether only its existence is ours: the administrator's chain, whose rules are never looked at.</summary>
    public bool IsUsers => Name == Names.UserChain;
}
