using System.Collections.Immutable;
using System.Net;
using NetController.Sandboxes.Interior;
using NetController.State;
using NetController.Validation;

namespace NetController;

/// <summary>What can be said about an endpoint's spec without asking IPAM, the host or the kernel. All problems are reported together.</summary>
internal static class EndpointSpecValidator
{
    private static readonly IPPrefix LinkLocalIPv4 = IPPrefix.Parse("169.254.0.0/16");
    private static readonly IPPrefix LinkLocalIPv6 = IPPrefix.Parse("fe80::/64");

    /// <summary>Refuses a spec that is malformed or does not suit its network.</summary>
    /// <param name="name">The name that the endpoint would have.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="network">The network.</param>
    /// <param name="hasInterface">Whether the network's driver puts an interface into the sandbox at all.</param>
    public static void Validate(string name, EndpointSpec spec, StoredNetwork network, bool hasInterface)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        Names(name, spec, problems);
        if (hasInterface)
        {
            var withoutIPv6 = spec.DisableIPv6 || EndpointSysctls.DisableIPv6(spec.Sysctls);
            Addresses(spec, network, withoutIPv6, problems);
            Interface(spec, problems);
            Mtu(spec, network.EnableIPv6 && !withoutIPv6, problems);
            Routes(spec, network, withoutIPv6, problems);
            Ports(spec, problems);
        }
        else if (spec with { Name = null, Aliases = [], Labels = default, Ports = [] } != new EndpointSpec())
        {
            problems.Add($"network '{network.Name}' gives its sandboxes no interface, so nothing of one can be chosen");
        }

        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"endpoint '{name}' on network '{network.Name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }
    }

    private static void Names(string name, EndpointSpec spec, ImmutableArray<string>.Builder problems)
    {
        ObjectName.Check("its name", name, problems);
        foreach (var alias in spec.Aliases)
        {
            ObjectName.Check($"alias '{alias}'", alias, problems);
        }
    }

    private static void Addresses(EndpointSpec spec, StoredNetwork network, bool withoutIPv6, ImmutableArray<string>.Builder problems)
    {
        Address(IPFamily.IPv4, spec.AddressIPv4, network.EnableIPv4, network, problems);
        Address(IPFamily.IPv6, spec.AddressIPv6, network.EnableIPv6, network, problems);
        if (withoutIPv6 && (spec.AddressIPv6 is not null || spec.LinkLocalAddresses.Items.Any(static address => address.Family() == IPFamily.IPv6)))
        {
            problems.Add("it asks for an IPv6 address and to go without IPv6");
        }

        foreach (var address in spec.LinkLocalAddresses)
        {
            if (!LinkLocalIPv4.Contains(address) && !LinkLocalIPv6.Contains(address))
            {
                problems.Add($"{address} is no link-local address: those are of {LinkLocalIPv4} and {LinkLocalIPv6}");
            }
        }
    }

    private static void Address(IPFamily family, IPAddress? address, bool enabled, StoredNetwork network, ImmutableArray<string>.Builder problems)
    {
        if (address is null)
        {
            return;
        }

        if (address.Family() != family)
        {
            problems.Add($"{address} is not an {family} address");
        }
        else if (!enabled)
        {
            problems.Add($"it asks for {address}, yet the network has no {family}");
        }
        else if (network.Pools.Items.FirstOrDefault(pool => pool.Family == family) is { } pool && !pool.Subnet.Contains(address))
        {
            problems.Add($"address {address} lies outside subnet {pool.Subnet}");
        }
    }

    private static void Interface(EndpointSpec spec, ImmutableArray<string>.Builder problems)
    {
        if (spec.InterfaceName is { } name && InterfaceNames.Problem(name) is { } fault)
        {
            problems.Add($"interface name '{name}' is not possible: {fault}");
        }

        if (spec.MacAddress is { } mac && (mac.ToString() == "00:00:00:00:00:00" || mac.IsMulticast))
        {
            problems.Add($"MAC address {mac} is that of no single interface");
        }

        foreach (var (path, value) in spec.Sysctls)
        {
            if (EndpointSysctls.Fault(path) is { } wrong)
            {
                problems.Add(wrong);
            }

            if (value.Length == 0 || value.Any(char.IsControl))
            {
                problems.Add($"setting '{path}' has no usable value");
            }
        }
    }

    private static void Mtu(EndpointSpec spec, bool hasIPv6, ImmutableArray<string>.Builder problems)
    {
        var least = hasIPv6 ? DefaultBridgeOptions.MinMtuIPv6 : DefaultBridgeOptions.MinMtu;
        if (spec.Mtu is { } mtu && (mtu < least || mtu > DefaultBridgeOptions.MaxMtu))
        {
            problems.Add($"mtu {mtu} is outside {least}–{DefaultBridgeOptions.MaxMtu}");
        }
    }

    private static void Routes(EndpointSpec spec, StoredNetwork network, bool withoutIPv6, ImmutableArray<string>.Builder problems)
    {
        if (spec.Routes.Count == 0)
        {
            return;
        }

        var twice = spec.Routes.Items.GroupBy(static route => route.Destination).Where(static group => group.Count() > 1);
        problems.AddRange(twice.Select(static group => $"there are {group.Count()} routes to {group.Key}, where one is possible"));
        foreach (var route in spec.Routes)
        {
            var family = route.Destination.Family;
            if (route.Destination.Length == 0)
            {
                problems.Add($"the route to {route.Destination} is the default route, which is chosen by gateway priority");
            }

            if (network.Pools.Items.Any(pool => pool.Subnet == route.Destination))
            {
                problems.Add($"the route to {route.Destination} is the network's own subnet, which is reached without one");
            }

            if (route.Gateway is { } gateway && gateway.Family() != family)
            {
                problems.Add($"the router {gateway} of the route to {route.Destination} is of the other family");
            }

            if (family == IPFamily.IPv4 ? !network.EnableIPv4 : !network.EnableIPv6 || withoutIPv6)
            {
                problems.Add($"the route to {route.Destination} needs {family}, which the endpoint does not have");
            }
        }
    }

    private static void Ports(EndpointSpec spec, ImmutableArray<string>.Builder problems)
    {
        foreach (var mapping in spec.Ports)
        {
            if (mapping.ContainerPorts.Count == 0)
            {
                problems.Add("a port mapping names no port");
            }
            else if (mapping.HostPorts is { } host && mapping.ContainerPorts.Count > 1 && host.Count != mapping.ContainerPorts.Count)
            {
                problems.Add($"port mapping {mapping} has ranges that differ in length");
            }

            if (!Enum.IsDefined(mapping.Protocol))
            {
                problems.Add($"a port mapping has the unknown protocol {(int)mapping.Protocol}");
            }
        }
    }
}
