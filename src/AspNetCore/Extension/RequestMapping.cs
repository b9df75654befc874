using System.Collections.Immutable;
using System.Net;
using NetController.AspNetCore.Docker;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary>Reads the bodies of requests below <c>/netctl/</c>.</summary>
internal static class RequestMapping
{
    private const string Host = "host";

    /// <summary>Reads a network.</summary>
    /// <exception cref="FormatException">An address or a subnet is none.</exception>
    public static NetworkCreateRequest Network(NetworkRequestJson body) =>
        new(body.Name ?? "", string.IsNullOrEmpty(body.Driver) ? PredefinedNetworks.Bridge : body.Driver)
        {
            Subnets = [.. Texts(body.Subnets).Select(WantedSubnet.Parse)],
            Gateways = [.. Texts(body.Gateways).Select(static text => AddressText.Parse(text))],
            Ranges = [.. Texts(body.IPRanges).Select(static text => IPPrefix.Parse(text))],
            AuxiliaryAddresses = [.. Texts(body.AuxiliaryAddresses).Select(AuxiliaryAddress.Parse)],
            EnableIPv4 = body.EnableIPv4,
            EnableIPv6 = body.EnableIPv6,
            Internal = body.Internal == true,
            Attachable = body.Attachable == true,
            Labels = Pairs(body.Labels),
            DriverOptions = Pairs(body.Options),
        };

    /// <summary>Reads a sandbox.</summary>
    /// <exception cref="FormatException">An address or a line of the hosts file is none.</exception>
    public static SandboxSpec Sandbox(SandboxRequestJson body) => new(body.Name ?? "")
    {
        NamespacePath = body.NamespacePath is Host or "" ? null : body.NamespacePath,
        IsHost = body.NamespacePath is Host,
        Hostname = Text(body.Hostname),
        DomainName = Text(body.Domainname),
        ExtraHosts = [.. Texts(body.ExtraHosts).Select(HostsEntryText.Parse)],
        NameServers = [.. Texts(body.Dns).Select(static text => AddressText.Parse(text))],
        SearchDomains = [.. Texts(body.DnsSearch)],
        ResolverOptions = [.. Texts(body.DnsOptions)],
        Labels = NetworkRequestMapping.Map(body.Labels),
    };

    /// <summary>Reads an endpoint.</summary>
    /// <exception cref="FormatException">An address or a port is none.</exception>
    public static EndpointSpec Endpoint(EndpointRequestJson body) => new()
    {
        Name = Text(body.Name),
        AddressIPv4 = Address(body.IPv4Address),
        AddressIPv6 = Address(body.IPv6Address),
        LinkLocalAddresses = [.. Texts(body.LinkLocalIPs).Select(static text => AddressText.Parse(text))],
        DisableIPv6 = body.DisableIPv6 == true,
        MacAddress = Text(body.MacAddress) is { } mac ? MacAddress.Parse(mac) : null,
        InterfaceName = Text(body.Interface),
        Mtu = body.Mtu,
        Sysctls = NetworkRequestMapping.Map(body.Sysctls),
        Aliases = [.. Texts(body.Aliases)],
        Ports = [.. Texts(body.Ports).Select(PortText.Parse)],
        GatewayPriority = body.GwPriority ?? 0,
        Labels = NetworkRequestMapping.Map(body.Labels),
    };

    private static ImmutableArray<KeyValue> Pairs(Dictionary<string, string?>? texts) =>
        [.. (texts ?? []).Select(static pair => new KeyValue(pair.Key, pair.Value ?? ""))];

    private static IPAddress? Address(string? text) => Text(text) is { } address ? AddressText.Parse(address) : null;

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IEnumerable<string> Texts(IReadOnlyList<string?>? texts) => (texts ?? []).Select(static text => text ?? "");
}
