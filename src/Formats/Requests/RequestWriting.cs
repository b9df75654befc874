namespace NetController.Formats;

/// <summary>Writes what a command line asks for as the body of a request.</summary>
internal static class RequestWriting
{
    private const string Host = "host";

    public static NetworkRequestJson Network(NetworkCreateRequest request) => new()
    {
        Name = request.Name,
        Driver = request.Driver,
        Subnets = [.. request.Subnets.Select(static subnet => subnet.Prefix.ToString())],
        Gateways = [.. request.Gateways.Select(static gateway => gateway.ToString())],
        IPRanges = [.. request.Ranges.Select(static range => range.ToString())],
        AuxiliaryAddresses = [.. request.AuxiliaryAddresses.Select(static pair => $"{pair.Name}={pair.Address}")],
        EnableIPv4 = request.EnableIPv4,
        EnableIPv6 = request.EnableIPv6,
        Internal = request.Internal,
        Attachable = request.Attachable,
        Options = Map(KeyValue.ToMap(request.DriverOptions)),
        Labels = Map(KeyValue.ToMap(request.Labels)),
    };

    public static SandboxRequestJson Sandbox(SandboxSpec spec) => new()
    {
        Name = spec.Name,
        NamespacePath = spec.IsHost ? Host : spec.NamespacePath,
        Hostname = spec.Hostname,
        Domainname = spec.DomainName,
        ExtraHosts = [.. spec.ExtraHosts.Select(HostsEntryText.Format)],
        Dns = [.. spec.NameServers.Select(static server => server.ToString())],
        DnsSearch = [.. spec.SearchDomains],
        DnsOptions = [.. spec.ResolverOptions],
        Labels = Map(spec.Labels),
    };

    /// <summary>Writes an endpoint.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sandbox">The sandbox that it is attached to at once; null to reserve it.</param>
    /// <param name="spec">What is asked for.</param>
    public static EndpointRequestJson Endpoint(string network, string? sandbox, EndpointSpec spec) => new()
    {
        Network = network,
        Sandbox = sandbox,
        Name = spec.Name,
        IPv4Address = spec.AddressIPv4?.ToString(),
        IPv6Address = spec.AddressIPv6?.ToString(),
        LinkLocalIPs = [.. spec.LinkLocalAddresses.Select(static address => address.ToString())],
        DisableIPv6 = spec.DisableIPv6,
        MacAddress = spec.MacAddress?.ToString(),
        Interface = spec.InterfaceName,
        Mtu = spec.Mtu,
        Sysctls = Map(spec.Sysctls),
        Aliases = [.. spec.Aliases],
        Ports = [.. spec.Ports.Select(static port => port.ToString())],
        GwPriority = spec.GatewayPriority,
        Labels = Map(spec.Labels),
    };

    private static Dictionary<string, string?> Map(EquatableMap<string> texts) =>
        texts.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value, StringComparer.Ordinal);
}
