using System.Collections.Immutable;
using System.Net;

namespace NetController;

/// <summary>The contradictions that can be seen in default-bridge options before the kernel is asked anything.</summary>
internal static class DefaultBridgeValidation
{
    private static readonly IPPrefix LinkLocal = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xfe80 << 112, 64);
    private static readonly IPPrefix LinkLocalBlock = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xfe80 << 112, 10);
    private static readonly IPPrefix MulticastIPv6 = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xff00 << 112, 8);

    public static ImmutableArray<string> Problems(DefaultBridgeOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        Link(options, problems);
        Family(problems, IPFamily.IPv4, "bip", options.AddressIPv4, "fixed-cidr", options.FixedCidrIPv4, "default-gateway", options.DefaultGatewayIPv4);
        Family(problems, IPFamily.IPv6, "bip6", options.AddressIPv6, "fixed-cidr-v6", options.FixedCidrIPv6, "default-gateway-v6", options.DefaultGatewayIPv6);
        LinkLocalRange(options, problems);
        Mtu(options, problems);
        return problems.ToImmutable();
    }

    private static void Link(DefaultBridgeOptions options, ImmutableArray<string>.Builder problems)
    {
        if (LinkName.Problem(options.EffectiveLinkName) is { } problem)
        {
            problems.Add($"the bridge name '{options.EffectiveLinkName}' cannot name a link: {problem}");
        }

        if (options.UserManagedBridge is { } bridge && (options.AddressIPv4 ?? options.AddressIPv6) is { } address)
        {
            problems.Add($"bip {address} cannot be set on the user-managed bridge '{bridge}': its addresses are its administrator's");
        }

        if (!options.Enabled && (options.UserManagedBridge is not null || options.AddressIPv4 is not null || options.AddressIPv6 is not null))
        {
            problems.Add("the default bridge is switched off, yet a bridge or an address of it is given");
        }
    }

    private static void Family(
        ImmutableArray<string>.Builder problems,
        IPFamily family,
        string addressName,
        InterfaceAddress? address,
        string rangeName,
        IPPrefix? range,
        string gatewayName,
        IPAddress? gateway)
    {
        if (address is { } own)
        {
            WrongFamily(problems, addressName, own.Family, family);
            UsableHostAddress(problems, addressName, own);
            if (range is { } inner && !own.Prefix.Contains(inner))
            {
                problems.Add($"{rangeName} {inner} lies outside {own.Prefix}, the subnet of {addressName} {own}");
            }

            if (gateway is not null && !own.Prefix.Contains(gateway))
            {
                problems.Add($"{gatewayName} {gateway} lies outside {own.Prefix}, the subnet of {addressName} {own}");
            }
        }

        if (range is { } fixedRange)
        {
            WrongFamily(problems, rangeName, fixedRange.Family, family);
        }

        if (gateway is not null)
        {
            WrongFamily(problems, gatewayName, gateway.Family(), family);
        }
    }

    private static void WrongFamily(ImmutableArray<string>.Builder problems, string name, IPFamily given, IPFamily wanted)
    {
        if (given != wanted)
        {
            problems.Add($"{name} takes {wanted}, not {given}");
        }
    }

    private static void UsableHostAddress(ImmutableArray<string>.Builder problems, string name, InterfaceAddress address)
    {
        var prefix = address.Prefix;
        var bits = address.Family.Bits();
        if (prefix.Length >= bits - 1)
        {
            return;
        }

        var number = address.Address.ToNumber();
        if (number == prefix.First)
        {
            problems.Add($"{name} {address} is the subnet's own address: give the address that the bridge shall have");
        }
        else if (address.Family == IPFamily.IPv4 && number == prefix.Last)
        {
            problems.Add($"{name} {address} is the subnet's broadcast address");
        }
    }

    private static void LinkLocalRange(DefaultBridgeOptions options, ImmutableArray<string>.Builder problems)
    {
        if (options.FixedCidrIPv6 is not { Family: IPFamily.IPv6 } range)
        {
            return;
        }

        if (MulticastIPv6.Overlaps(range))
        {
            problems.Add($"fixed-cidr-v6 {range} is a multicast range");
        }
        else if (LinkLocalBlock.Overlaps(range) && LinkLocal.Overlaps(range) && range != LinkLocal)
        {
            problems.Add($"fixed-cidr-v6 {range} overlaps the link-local subnet {LinkLocal} without being it");
        }
    }

    private static void Mtu(DefaultBridgeOptions options, ImmutableArray<string>.Builder problems)
    {
        var least = options.EnableIPv6 ? DefaultBridgeOptions.MinMtuIPv6 : DefaultBridgeOptions.MinMtu;
        if (options.Mtu is { } mtu && (mtu < least || mtu > DefaultBridgeOptions.MaxMtu))
        {
            problems.Add($"mtu {mtu} is outside {least}–{DefaultBridgeOptions.MaxMtu}");
        }
    }
}
