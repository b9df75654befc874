namespace NetController.Formats;

/// <summary>All networks, sandboxes, endpoints and host changes at one moment: what <c>netctl</c> makes its lists and tables from.</summary>
internal sealed record StateJson(
    IReadOnlyList<NetworkJson> Networks,
    IReadOnlyList<SandboxStateJson> Sandboxes,
    IReadOnlyList<EndpointStateJson> Endpoints,
    IReadOnlyList<HostChangeJson> HostChanges);

/// <summary>A sandbox with what entering it needs; its endpoints by their ids, in the order of their attachment.</summary>
internal sealed record SandboxStateJson(
    string Id,
    string Name,
    string? Hostname,
    string NamespacePath,
    string? NamespaceIdentity,
    bool IsHost,
    string State,
    string Created,
    IReadOnlyList<string> Endpoints);

/// <summary>An endpoint with all its addresses, and its ports as ranges. What it does not have is null.</summary>
internal sealed record EndpointStateJson(
    string Id,
    string Name,
    string NetworkId,
    string Network,
    string? SandboxId,
    string? Sandbox,
    string State,
    string Created,
    string? Interface,
    string? HostInterface,
    string? MacAddress,
    IReadOnlyList<string> Addresses,
    string? Gateway,
    string? GatewayV6,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<PortRangeJson> Ports);

/// <summary>Ports of the host that lead to ports of an endpoint, such as <c>8080-8090</c>.</summary>
internal sealed record PortRangeJson(string Protocol, string HostAddress, string HostPorts, string ContainerPorts);
