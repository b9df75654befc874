using System.Collections.Immutable;
using System.Net;

namespace NetController.Formats;

/// <summary>Turns sandboxes, endpoints and ports into JSON.</summary>
internal static class SandboxMapping
{
    public static SandboxJson[] Sandboxes(ImmutableArray<SandboxView> sandboxes) => [.. sandboxes.Select(Sandbox)];

    public static SandboxJson Sandbox(SandboxView sandbox) => new(
        sandbox.Record.Id.ToString(),
        sandbox.Record.Name,
        sandbox.Record.Spec.Hostname ?? "",
        sandbox.Record.NamespacePath,
        sandbox.Record.State.ToString(),
        [.. sandbox.Endpoints.Select(static endpoint => Endpoint(endpoint) with { Sandbox = null })]);

    public static EndpointJson[] Endpoints(ImmutableArray<EndpointView> endpoints) => [.. endpoints.Select(Endpoint)];

    public static EndpointJson Endpoint(EndpointView endpoint) => new(
        endpoint.Record.Id.ToString(),
        endpoint.Network,
        endpoint.Sandbox ?? "",
        endpoint.Record.InterfaceName ?? "",
        endpoint.HostLink ?? "",
        endpoint.Record.MacAddress?.ToString() ?? "",
        endpoint.Address(IPFamily.IPv4),
        endpoint.Address(IPFamily.IPv6),
        Text(endpoint.GatewayIPv4),
        Text(endpoint.GatewayIPv6),
        endpoint.Record.Spec.Aliases,
        [.. endpoint.Record.Ports.SelectMany(Ports)]);

    public static PublishedPortJson[] PublishedPorts(IEnumerable<EndpointView> endpoints) =>
        [.. endpoints.SelectMany(static endpoint => endpoint.Record.Ports.SelectMany(Ports).Select(port => PublishedPort(endpoint, port)))];

    /// <summary>Who has a port.</summary>
    public static PortAnswerJson PortAnswer(PortAnswer answer) => new(
        answer.Port,
        PublishedPorts(answer.Endpoints),
        [.. answer.Processes.Select(static process => new PortProcessJson(process.Protocol.ToText(), process.Process))],
        answer.IsEphemeral,
        answer.Ephemeral.ToString(),
        answer.IsReserved);

    /// <summary>One object a port: who reads JSON need not know ranges.</summary>
    private static IEnumerable<PortJson> Ports(PublishedPorts published) => Enumerable.Range(0, published.HostPorts.Count).Select(index => new PortJson(
        published.Protocol.ToText(),
        published.HostAddress.ToString(),
        published.HostPorts.First + index,
        published.ContainerPorts.First + index));

    private static PublishedPortJson PublishedPort(EndpointView endpoint, PortJson port) => new(
        port.Protocol,
        port.HostAddress,
        port.HostPort,
        port.ContainerPort,
        endpoint.Record.Name,
        endpoint.Record.Id.ToString(),
        endpoint.Network,
        endpoint.Sandbox ?? "");

    private static string Text(IPAddress? address) => address?.ToString() ?? "";
}
