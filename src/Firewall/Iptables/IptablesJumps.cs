namespace NetController.Firewall.Iptables;

/// <summary>Our jumps in one built-in chain: they stand in this order, wherever others' rules stand between.</summary>
/// <param name="Chain">The built-in chain.</param>
/// <param name="Specifications">All after <c>-A CHAIN</c> of each jump.</param>
internal sealed record IptablesJumps(string Chain, EquatableArray<string> Specifications);
