namespace NetController.Firewall.Iptables;

/// <summary>One rule of ours.</summary>
/// <param name="Specification">All after <c>-A CHAIN</c>, in exactly the form that iptables-save prints.</param>
/// <param name="Place">Where in its chain it stands.</param>
/// <param name="Network">The network whose rule it is; null for a shared one.</param>
/// <param name="Endpoint">The endpoint of that network whose rule it is; null for the network's own.</param>
internal sealed record IptablesRule(string Specification, RulePlace Place, NetworkId? Network = null, EndpointId? Endpoint = null);
