using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>Computes what the kernel shall hold from an endpoint's plan and its network's. Pure.</summary>
internal static class BridgeEndpointPlanner
{
    /// <exception cref="InvalidRequestException">The plan cannot be made real; all that is wrong is reported together.</exception>
    public static BridgeEndpointPlan Plan(EndpointPlan plan, BridgePlan network)
    {
        if (Problems(plan, network) is { IsEmpty: false } problems)
        {
            throw new InvalidRequestException($"endpoint '{plan.Name}'", problems, "correct these or leave them out");
        }

        var mtu = plan.Mtu ?? network.KnownMtu;
        return new BridgeEndpointPlan(
            plan.Id, network.Network, EndpointLinkName.Of(plan.Id), network.Link, plan.Tag, plan.NamespacePath, plan.MacAddress)
        {
            Name = plan.Name,
            NetworkName = network.Name,
            Mtu = mtu,
            IsIsolated = !network.Policy.InterContainerConnectivity,
            MayReachItself = network.Policy is { Internal: false, InterContainerConnectivity: true } && plan.Ports.Items.Any(ports => IsTranslated(ports, plan, network)),
            Interface = new EndpointInterface(plan.InterfaceName)
            {
                Mtu = mtu,
                Addresses = plan.Addresses,
                GatewayIPv4 = Gateway(plan, network, IPFamily.IPv4),
                GatewayIPv6 = Gateway(plan, network, IPFamily.IPv6),
            },
            Policy = new EndpointPolicy(plan.Id, network.Network)
            {
                IPv4 = plan.Address(IPFamily.IPv4)?.Address,
                IPv6 = plan.Address(IPFamily.IPv6)?.Address,
                Ports = plan.Ports,
            },
        };
    }

    /// <summary>
    /// The bridge's address, or what the network's creator named instead. An address that the bridge itself goes without
    /// (<see cref="BridgeNetworkOptions.InhibitIPv4"/>) stays the gateway: it is kept for a router on the bridge.
    /// </summary>
    private static IPAddress? Gateway(EndpointPlan plan, BridgePlan network, IPFamily family)
    {
        if (plan.Network.Internal
            || plan.Address(family) is null
            || plan.Network.Pool(family) is not { } pool
            || network.Policy.Family(family) is not { Mode: not GatewayMode.Isolated })
        {
            return null;
        }

        return pool.AuxiliaryAddresses.TryGetValue(DefaultGateways.Name(family), out var named) ? named : pool.Gateway?.Address;
    }

    private static bool IsTranslated(PublishedPorts ports, EndpointPlan plan, BridgePlan network) => !IPAddress.IsLoopback(ports.HostAddress)
        && plan.Address(ports.Family) is not null
        && network.Policy.Family(ports.Family) is { Mode: GatewayMode.Nat or GatewayMode.NatUnprotected };

    private static ImmutableArray<string> Problems(EndpointPlan plan, BridgePlan network)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (LinkName.Problem(plan.InterfaceName) is { } name)
        {
            problems.Add($"the interface name '{plan.InterfaceName}' cannot name a link: {name}");
        }

        if (plan.MacAddress.IsMulticast)
        {
            problems.Add($"the MAC address {plan.MacAddress} is a group's");
        }

        Mtu(problems, plan, network);
        foreach (var address in plan.Addresses)
        {
            if (plan.Network.Pool(address.Family) is not { } pool)
            {
                problems.Add($"the network has no {address.Family} subnet for the address {address}");
            }
            else if (address.Prefix != pool.Subnet)
            {
                problems.Add($"the address {address} does not belong to the subnet {pool.Subnet}");
            }
        }

        return problems.ToImmutable();
    }

    private static void Mtu(ImmutableArray<string>.Builder problems, EndpointPlan plan, BridgePlan network)
    {
        if (plan.Mtu is not { } mtu)
        {
            return;
        }

        var speaksIPv6 = plan.Address(IPFamily.IPv6) is not null;
        var least = speaksIPv6 ? DefaultBridgeOptions.MinMtuIPv6 : DefaultBridgeOptions.MinMtu;
        if (mtu < least || mtu > DefaultBridgeOptions.MaxMtu)
        {
            problems.Add($"mtu {mtu} is outside {least}–{DefaultBridgeOptions.MaxMtu}{(speaksIPv6 ? ", which IPv6 needs" : "")}");
        }
        else if (network.KnownMtu is { } most && mtu > most)
        {
            problems.Add($"mtu {mtu} is larger than the network's {most}");
        }
    }
}
