using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>Computes what the kernel shall hold from a network's plan. Pure.</summary>
internal static class BridgePlanner
{
    /// <exception cref="InvalidRequestException">The plan cannot be made real; all that is wrong is reported together.</exception>
    /// <param name="plan">The network.</param>
    /// <param name="guardsLoopback">Whether the firewall keeps endpoints from the host's loopback; without, the bridge must not route it.</param>
    public static BridgePlan Plan(NetworkPlan plan, bool guardsLoopback)
    {
        var options = (BridgeNetworkOptions)plan.Options;
        if (Problems(plan, options) is { IsEmpty: false } problems)
        {
            throw new InvalidRequestException($"network '{plan.Name}'", problems, "correct the subnet or the gateway");
        }

        var link = options.EffectiveLinkName(plan.Id);
        ImmutableArray<InterfaceAddress> addresses =
            [.. plan.Pools.Items.Where(pool => HasHostAddress(pool.Family, options)).Select(static pool => pool.Gateway!.Value)];
        return new BridgePlan(plan.Id, plan.Name, link, plan.Tag)
        {
            Custody = options.UserManaged ? BridgeCustody.UserManaged : options.IsDefaultBridge ? BridgeCustody.Default : BridgeCustody.Network,
            Mtu = options.Mtu,
            Addresses = new(addresses),
            Subnets = plan.Pools.Items.Select(static pool => pool.Subnet).ToEquatableArray(),
            LinkSpeaksIPv6 = plan.Pool(IPFamily.IPv6) is null ? null : addresses.Any(static address => address.Family == IPFamily.IPv6),
            RoutesLoopback = guardsLoopback && !plan.Internal && !options.UserManaged && plan.Pool(IPFamily.IPv4) is not null
                && options.GatewayModeIPv4 is (GatewayMode.Nat or GatewayMode.NatUnprotected),
            HostBinding = options.HostBinding,
            InterfacePrefix = options.InterfacePrefix,
            Forwarding = plan.Internal ? default : plan.Pools.Items.Select(static pool => pool.Family).Order().ToEquatableArray(),
            Policy = new NetworkPolicy(plan.Id, link)
            {
                IPv4 = Policy(plan, IPFamily.IPv4, options),
                IPv6 = Policy(plan, IPFamily.IPv6, options),
                Internal = plan.Internal,
                InterContainerConnectivity = options.InterContainerConnectivity,
                TrustedInterfaces = options.TrustedInterfaces,
            },
        };
    }

    private static bool HasHostAddress(IPFamily family, BridgeNetworkOptions options) =>
        options.GatewayMode(family) != GatewayMode.Isolated && !(family == IPFamily.IPv4 && options.InhibitIPv4);

    private static ImmutableArray<string> Problems(NetworkPlan plan, BridgeNetworkOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var pool in plan.Pools)
        {
            if (ReservedIPv6.Problem(pool.Subnet) is { } reserved)
            {
                problems.Add(reserved);
            }

            Gateway(problems, pool, HasHostAddress(pool.Family, options));
            problems.AddRange(pool.AuxiliaryAddresses
                .Select(named => DefaultGateways.Problem(pool.Family, pool.Subnet, named.Key, named.Value, plan.Internal))
                .OfType<string>());
        }

        if (plan.Pools.Count == 0)
        {
            problems.Add("a bridge network needs a subnet");
        }

        return problems.ToImmutable();
    }

    private static void Gateway(ImmutableArray<string>.Builder problems, NetworkPool pool, bool hasHostAddress)
    {
        if (pool.Gateway is not { } gateway)
        {
            if (hasHostAddress)
            {
                problems.Add($"the bridge has no address in the subnet {pool.Subnet}");
            }
        }
        else if (gateway.Prefix != pool.Subnet)
        {
            problems.Add($"the gateway {gateway} does not belong to the subnet {pool.Subnet}");
        }
    }

    private static FamilyPolicy? Policy(NetworkPlan plan, IPFamily family, BridgeNetworkOptions options)
    {
        var mode = options.GatewayMode(family);
        return plan.Pool(family) is not { } pool ? null : new FamilyPolicy(pool.Subnet)
        {
            Mode = mode,
            Masquerade = options.Masquerade && !plan.Internal && mode is (GatewayMode.Nat or GatewayMode.NatUnprotected),
            SourceAddress = options.SourceAddress(family),
        };
    }
}
