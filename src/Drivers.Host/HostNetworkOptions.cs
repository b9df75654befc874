namespace NetController.Drivers.Host;

/// <summary>Asks for the host's own network stack: its sandboxes share the interfaces, addresses and ports of the host. It has no options.</summary>
public sealed record HostNetworkOptions : NetworkOptions;
