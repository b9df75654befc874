namespace NetController.Formats;

/// <summary>Turns a state into JSON; <see cref="StateReading"/> turns it back.</summary>
internal static class StateMapping
{
    public static StateJson State(StateView state) => new(
        JsonMapping.Networks(state.Networks),
        [.. state.Sandboxes.Select(Sandbox)],
        [.. state.Endpoints.Select(Endpoint)],
        JsonMapping.HostChanges(state.HostChanges));

    private static SandboxStateJson Sandbox(SandboxView sandbox) => new(
        sandbox.Record.Id.ToString(),
        sandbox.Record.Name,
        sandbox.Record.Spec.Hostname,
        sandbox.Record.NamespacePath,
        sandbox.Record.NamespaceIdentity,
        sandbox.Record.Spec.IsHost,
        sandbox.Record.State.ToString(),
        JsonMapping.Time(sandbox.Record.Created),
        [.. sandbox.Endpoints.Select(static endpoint => endpoint.Record.Id.ToString())]);

    private static EndpointStateJson Endpoint(EndpointView endpoint) => new(
        endpoint.Record.Id.ToString(),
        endpoint.Record.Name,
        endpoint.Record.Network.ToString(),
        endpoint.Network,
        endpoint.Record.Sandbox?.ToString(),
        endpoint.Sandbox,
        endpoint.Record.State.ToString(),
        JsonMapping.Time(endpoint.Record.Created),
        endpoint.Record.InterfaceName,
        endpoint.HostLink,
        endpoint.Record.MacAddress?.ToString(),
        [.. endpoint.Record.Addresses.Select(static address => address.ToString())],
        endpoint.GatewayIPv4?.ToString(),
        endpoint.GatewayIPv6?.ToString(),
        endpoint.Record.Spec.Aliases,
        [.. endpoint.Record.Ports.Select(static port => new PortRangeJson(
            port.Protocol.ToText(), port.HostAddress.ToString(), port.HostPorts.ToString(), port.ContainerPorts.ToString()))]);
}
