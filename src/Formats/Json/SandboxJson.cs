using System.Text.Json.Serialization;

namespace NetController.Formats;

/// <summary>A sandbox as <c>sandbox inspect</c> prints it. What it does not have is an empty text, as Docker prints it.</summary>
internal sealed record SandboxJson(
    string Id, string Name, string Hostname, string NamespacePath, string State, IReadOnlyList<EndpointJson> Endpoints);

/// <summary>An endpoint as <c>sandbox inspect</c> and <c>endpoint inspect</c> print it; the former leaves the sandbox out.</summary>
internal sealed record EndpointJson(
    string Id,
    string Network,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sandbox,
    string Interface,
    string HostInterface,
    string MacAddress,
    string IPv4Address,
    string IPv6Address,
    string Gateway,
    string GatewayV6,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<PortJson> Ports);

/// <summary>A port of the host that leads to a port of an endpoint.</summary>
internal sealed record PortJson(string Protocol, string HostAddress, int HostPort, int ContainerPort);

/// <summary>A port of the host and all that it leads to, as <c>ports</c> prints it.</summary>
internal sealed record PublishedPortJson(
    string Protocol, string HostAddress, int HostPort, int ContainerPort, string Endpoint, string EndpointId, string Network, string Sandbox);

/// <summary>What <c>ports --why</c> prints.</summary>
internal sealed record PortAnswerJson(
    int Port,
    IReadOnlyList<PublishedPortJson> Endpoints,
    IReadOnlyList<PortProcessJson> Processes,
    bool Ephemeral,
    string EphemeralRange,
    bool Reserved);

/// <summary>A process that has a port.</summary>
internal sealed record PortProcessJson(string Protocol, string Process);
