namespace NetController.Firewall.NfTables;

/// <summary>An element that should be in the kernel, and for whom.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Network">The network that asks for it.</param>
/// <param name="Endpoint">The endpoint that does; null where it is the network's own.</param>
/// <param name="Count">How often it is asked for: an endpoint may publish one of its ports at several ports of the host.</param>
internal sealed record ElementClaim(ElementTarget Target, NetworkId Network, EndpointId? Endpoint, int Count);
