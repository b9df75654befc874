namespace NetController.Firewall.Iptables;

/// <summary>A chain that should be there, and what separates it from that.</summary>
internal sealed record ChainState(IptablesChain Chain, bool Exists, ChainDifference Difference);
