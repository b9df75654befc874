using System.Net;

namespace NetController.Firewall.Tests.Support;

/// <summary>Ids and policies that tests speak of by number.</summary>
internal static class Samples
{
    public static InstanceId Instance { get; } = InstanceId.Parse("fee1".PadRight(64, '0'));

    public static string HostOwner => "netctl:fee100000000:host:forward";

    /// <summary>Network <paramref name="number"/>: its id begins with the number in four hex digits.</summary>
    public static NetworkId Network(int number) => NetworkId.Parse($"{number:x4}".PadRight(64, '0'));

    public static string OwnerOf(int number) => $"netctl:fee100000000:network:{Network(number).Short}";

    /// <summary>A plain network with IPv4: link <c>br-N</c>, subnet <c>10.X.Y.0/24</c>.</summary>
    public static NetworkPolicy Policy(int number) => new(Network(number), $"br-{number}") { IPv4 = Side($"10.{number / 256}.{number % 256}.0/24") };

    /// <summary>The same with IPv6 <c>fd00:N::/64</c>.</summary>
    public static NetworkPolicy DualStack(int number) => Policy(number) with { IPv6 = Side($"fd00:{number:x}::/64") };

    /// <summary>Endpoint <paramref name="number"/>: its id begins with <c>e</c> and the number in four hex digits.</summary>
    public static EndpointId Endpoint(int number) => EndpointId.Parse($"e{number:x4}".PadRight(64, '0'));

    public static string OwnerOfEndpoint(int number) => $"netctl:fee100000000:endpoint:{Endpoint(number).Value.Short}";

    /// <summary>An endpoint of <see cref="DualStack"/> with host number <paramref name="address"/> in both families; <paramref name="ports"/> as <see cref="Ports"/> reads them.</summary>
    public static EndpointPolicy In(int network, int address, params ReadOnlySpan<string> ports) => InIPv4(network, address, ports) with { IPv6 = AddressText.Parse($"fd00:{network:x}::{address:x}") };

    /// <summary>The same with IPv4 alone, as <see cref="Policy"/> has it.</summary>
    public static EndpointPolicy InIPv4(int network, int address, params ReadOnlySpan<string> ports) => new(Endpoint((network * 256) + address), Network(network))
    {
        IPv4 = AddressText.Parse($"10.{network / 256}.{network % 256}.{address}"),
        Ports = Ports(ports),
    };

    /// <summary>Reads ports as <c>docker run -p</c> has them; without a host address they are published on all of both families.</summary>
    public static EquatableArray<PublishedPorts> Ports(params ReadOnlySpan<string> texts)
    {
        var ports = new List<PublishedPorts>();
        foreach (var text in texts)
        {
            var mapping = PortMapping.Parse(text);
            IPAddress[] addresses = mapping.HostAddress is { } given ? [given] : [IPAddress.Any, IPAddress.IPv6Any];
            ports.AddRange(addresses.Select(address => new PublishedPorts(mapping.Protocol, address, mapping.HostPorts ?? mapping.ContainerPorts, mapping.ContainerPorts)));
        }

        return ports.ToEquatableArray();
    }

    public static FirewallChange SetEndpoints(params ReadOnlySpan<EndpointPolicy> policies) => new() { SetEndpoints = [.. policies] };

    public static FamilyPolicy Side(string subnet) => new(IPPrefix.Parse(subnet));

    public static FirewallChange Set(params ReadOnlySpan<NetworkPolicy> policies) => new() { Set = [.. policies] };

    public static FirewallChange Remove(params int[] networks) => new() { Remove = [.. networks.Select(Network)] };
}
