namespace NetController.Firewall.Iptables;

/// <summary>One of our chains.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Its rules in order.</param>
internal sealed record IptablesChain(string Name, EquatableArray<IptablesRule> Rules)
{
    /// <summary>Whether only its existence is ours: the administrator's chain, whose rules are never looked at.</summary>
    public bool IsUsers => Name == Names.UserChain;
}

/// <summary>Our jumps in one built-in chain: they stand in this order, wherever others' rules stand between.</summary>
/// <param name="Chain">The built-in chain.</param>
/// <param name="Specifications">All after <c>-A CHAIN</c> of each jump.</param>
internal sealed record IptablesJumps(string Chain, EquatableArray<string> Specifications);

/// <summary>What we hold in one table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Jumps">Our jumps, by built-in chain.</param>
/// <param name="Chains">Our chains, those that are jumped to before those that jump.</param>
internal sealed record IptablesTable(string Name, EquatableArray<IptablesJumps> Jumps, EquatableArray<IptablesChain> Chains);
