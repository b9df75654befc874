using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>What contradicts itself in the spec of a bridge network, one sentence part each. Pure.</summary>
internal static class BridgeSpecValidation
{
    /// <summary>The longest number that follows the prefix of an interface's name.</summary>
    private const string LongestNumber = "999";

    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    /// <param name="link">The name of the bridge's link.</param>
    /// <param name="spec">What is asked for.</param>
    /// <param name="options">The spec's own options.</param>
    public static ImmutableArray<string> Problems(string link, NetworkSpec spec, BridgeNetworkOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        Link(problems, link, options);
        Names(problems, options);
        if (!spec.EnableIPv4 && !spec.EnableIPv6)
        {
            problems.Add("neither IPv4 nor IPv6 is enabled");
        }

        Mtu(problems, spec, options);
        foreach (var family in Families)
        {
            GatewayMode(problems, family, spec, options);
            SourceAddress(problems, family, spec, options);
        }

        if (options.InhibitIPv4 && !spec.EnableIPv4)
        {
            problems.Add("inhibit_ipv4 is asked for, yet IPv4 is not enabled");
        }

        foreach (var subnet in spec.Subnets)
        {
            Subnet(problems, subnet, spec.Internal);
        }

        return problems.ToImmutable();
    }

    private static void Link(ImmutableArray<string>.Builder problems, string link, BridgeNetworkOptions options)
    {
        if (LinkName.RuleProblem(link) is { } problem)
        {
            problems.Add($"the bridge name '{link}' cannot name a link: {problem}");
        }

        if (options.UserManaged && options.LinkName is null)
        {
            problems.Add("a user-managed bridge is asked for without its name");
        }
    }

    private static void Names(ImmutableArray<string>.Builder problems, BridgeNetworkOptions options)
    {
        foreach (var trusted in options.TrustedInterfaces)
        {
            if (LinkName.RuleProblem(trusted) is { } problem)
            {
                problems.Add($"the trusted interface '{trusted}' cannot name a link: {problem}");
            }
        }

        if (options.InterfacePrefix is { } prefix && LinkName.Problem($"{prefix}{LongestNumber}") is var fault && (fault is not null || prefix.Length == 0))
        {
            problems.Add($"the interface prefix '{prefix}' cannot begin the name of a link: {fault ?? "it is empty"}");
        }
    }

    private static void Mtu(ImmutableArray<string>.Builder problems, NetworkSpec spec, BridgeNetworkOptions options)
    {
        var least = spec.EnableIPv6 ? DefaultBridgeOptions.MinMtuIPv6 : DefaultBridgeOptions.MinMtu;
        if (options.Mtu is { } mtu && (mtu < least || mtu > DefaultBridgeOptions.MaxMtu))
        {
            problems.Add($"mtu {mtu} is outside {least}–{DefaultBridgeOptions.MaxMtu}{(spec.EnableIPv6 ? ", which IPv6 needs" : "")}");
        }
    }

    private static void GatewayMode(ImmutableArray<string>.Builder problems, IPFamily family, NetworkSpec spec, BridgeNetworkOptions options)
    {
        var mode = options.GatewayMode(family);
        if (!Enum.IsDefined(mode))
        {
            problems.Add($"the {family} gateway mode {(int)mode} does not exist");
        }
        else if (mode != NetController.Firewall.GatewayMode.Nat && !spec.Enables(family))
        {
            problems.Add($"the {family} gateway mode '{mode.ToText()}' is asked for, yet {family} is not enabled");
        }
        else if (mode == NetController.Firewall.GatewayMode.Isolated && !spec.Internal)
        {
            problems.Add($"the {family} gateway mode 'isolated' is for internal networks alone");
        }
    }

    private static void SourceAddress(ImmutableArray<string>.Builder problems, IPFamily family, NetworkSpec spec, BridgeNetworkOptions options)
    {
        if (options.SourceAddress(family) is not { } address)
        {
            return;
        }

        var mode = options.GatewayMode(family);
        if (address.Family() != family)
        {
            problems.Add($"the source address {address} is not of the family {family}");
        }
        else if (!spec.Enables(family))
        {
            problems.Add($"the source address {address} is asked for, yet {family} is not enabled");
        }
        else if (spec.Internal || mode is NetController.Firewall.GatewayMode.Routed or NetController.Firewall.GatewayMode.Isolated)
        {
            problems.Add($"the source address {address} has no use: {(spec.Internal ? "an internal network" : $"gateway mode '{mode.ToText()}'")} translates nothing");
        }
        else if (!options.Masquerade)
        {
            problems.Add($"the source address {address} contradicts masquerading being off");
        }
    }

    private static void Subnet(ImmutableArray<string>.Builder problems, SubnetRequest request, bool isInternal)
    {
        if (request.Subnet is { } subnet && ReservedIPv6.Problem(subnet) is { } reserved)
        {
            problems.Add(reserved);
        }

        foreach (var (name, address) in request.AuxiliaryAddresses)
        {
            if (DefaultGateways.Problem(request.Family, request.Subnet, name, address, isInternal) is { } gateway)
            {
                problems.Add(gateway);
            }
        }
    }
}
