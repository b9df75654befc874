namespace NetController.Firewall.Iptables;

/// <summary>What we hold in one table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Jumps">Our jumps, by built-in chain.</param>
/// <param name="Chains">Our chains, those that are jumped to before those that jump.</param>
internal sealed record IptablesTable(string Name, EquatableArray<IptablesJumps> Jumps, EquatableArray<IptablesChain> Chains);
