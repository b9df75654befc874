using System.Collections.Immutable;
using System.Net;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Elects the default bridge's subnet of one family from what the administrator asked for and the addresses that the link carries now.
/// Pure. The rules are dockerd's, so that a host moved over keeps its addresses.
/// </summary>
internal static class DefaultBridgeElection
{
    /// <param name="options">What the administrator asked for, free of contradictions in itself.</param>
    /// <param name="family">The family.</param>
    /// <param name="onLink">The addresses on the link, in the kernel's order; those of the other family are ignored.</param>
    /// <exception cref="InvalidRequestException">The range or the gateway contradicts the bridge as it is.</exception>
    public static ElectedSubnet Elect(DefaultBridgeOptions options, IPFamily family, IEnumerable<InterfaceAddress> onLink)
    {
        var asked = FamilyOptions.Of(options, family);
        var (address, subnet) = asked.Address is { } own
            ? (own.Address, own.Prefix)
            : FromLink(asked, [.. onLink.Where(present => present.Family == family)]);

        var range = asked.Range;
        var warnings = ImmutableArray<string>.Empty;
        if (asked.UserManagedBridge is { } bridge && subnet is { } known && range is { } outside && !known.Contains(outside))
        {
            warnings = RangeOutside(asked, bridge, known, outside);
            range = null;
        }

        var chosen = subnet ?? range;
        var request = chosen is { } found ? new SubnetRequest(found) { Range = range, Gateway = address } : new SubnetRequest(family);
        return new ElectedSubnet(request with { AuxiliaryAddresses = Gateway(asked, chosen, address) }, warnings);
    }

    private static (IPAddress? Address, IPPrefix? Subnet) FromLink(FamilyOptions asked, ImmutableArray<InterfaceAddress> present)
    {
        // The kernel gives every IPv6 link such an address; it means something only where the range asks for it.
        if (asked.Range is not { } linkLocal || !ReservedIPv6.LinkLocal.Contains(linkLocal))
        {
            present = [.. present.Where(static address => !ReservedIPv6.LinkLocal.Contains(address.Address))];
        }

        if (present.IsEmpty)
        {
            return (null, null);
        }

        var pick = Pick(present, asked.Range);
        if (asked.UserManagedBridge is not null || asked.Range is not { } range)
        {
            return (pick.Address, pick.Prefix);
        }

        // A range that has moved away from the bridge's address wins over it; one that has grown takes the address along; a smaller one
        // leaves the subnet as it was.
        return !pick.Prefix.Contains(range.Address) ? (null, null)
            : range.Length < pick.PrefixLength ? (pick.Address, range)
            : (pick.Address, pick.Prefix);
    }

    private static InterfaceAddress Pick(ImmutableArray<InterfaceAddress> present, IPPrefix? wantedRange)
    {
        var pick = present[0];
        if (wantedRange is not { } range)
        {
            return pick;
        }

        foreach (var address in present)
        {
            if (address.Prefix.Contains(range.Address))
            {
                return address;
            }

            if (range.Contains(address.Address) && !range.Contains(pick.Address))
            {
                pick = address;
            }
        }

        return pick;
    }

    private static ImmutableArray<string> RangeOutside(FamilyOptions asked, string bridge, IPPrefix subnet, IPPrefix range)
    {
        var problem = $"{asked.RangeName} {range} lies outside {subnet}, the subnet of the user-managed bridge '{bridge}'";
        return asked.Family == IPFamily.IPv4
            ? [$"{problem}: addresses are chosen from the whole subnet"]
            : throw new InvalidRequestException("the default bridge", problem, $"choose a range inside {subnet}, or leave it out");
    }

    private static EquatableMap<IPAddress> Gateway(FamilyOptions asked, IPPrefix? subnet, IPAddress? address)
    {
        if (asked.Gateway is not { } gateway || gateway.Equals(address))
        {
            return default;
        }

        if (subnet is not { } known)
        {
            throw new InvalidRequestException(
                "the default bridge",
                $"{asked.GatewayName} {gateway} is given, yet its subnet is not",
                $"give the subnet too, with {asked.AddressName} or {asked.RangeName}");
        }

        return known.Contains(gateway)
            ? new EquatableMap<IPAddress>([KeyValuePair.Create(DefaultGateways.Name(asked.Family), gateway)])
            : throw new InvalidRequestException(
                "the default bridge",
                $"{asked.GatewayName} {gateway} lies outside the bridge's subnet {known}",
                $"choose a gateway inside {known}, or another subnet with {asked.AddressName}");
    }
}
