using System.Text.Json.Serialization;

namespace NetController.Formats;

/// <summary>A network as <c>inspect</c> prints it: Docker's fields in Docker's order, and the state.</summary>
internal sealed record NetworkJson(
    string Name,
    string Id,
    string Created,
    string Scope,
    string Driver,
    bool EnableIPv4,
    bool EnableIPv6,
    IpamJson IPAM,
    bool Internal,
    bool Attachable,
    bool Ingress,
    ConfigFromJson ConfigFrom,
    bool ConfigOnly,
    SortedDictionary<string, ContainerJson> Containers,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Labels,
    NetworkStateJson State);

/// <summary>The subnets of a network.</summary>
internal sealed record IpamJson(string Driver, IReadOnlyDictionary<string, string> Options, IReadOnlyList<PoolConfigJson> Config);

/// <summary>One subnet of a network; what it does not have is left out, as Docker does.</summary>
internal sealed record PoolConfigJson(
    string Subnet,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IPRange = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Gateway = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? AuxiliaryAddresses = null);

/// <summary>The network that a configuration is taken from: none here.</summary>
internal sealed record ConfigFromJson(string Network);

/// <summary>An endpoint under the id of its sandbox.</summary>
internal sealed record ContainerJson(string Name, string EndpointID, string MacAddress, string IPv4Address, string IPv6Address);

/// <summary>How far the kernel has followed a network.</summary>
internal sealed record NetworkStateJson(string Status, string? Link, string? Reason);
