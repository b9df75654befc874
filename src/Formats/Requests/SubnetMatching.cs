using System.Collections.Immutable;
using System.Net;

namespace NetController.Formats;

/// <summary>Finds for every gateway, range and auxiliary address the subnet that it lies in, as <c>docker network create</c> does.</summary>
internal static class SubnetMatching
{
    /// <summary>The subnet requests, each with what lies in it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="problems">Takes what matches nothing or too much, one sentence part each.</param>
    public static EquatableArray<SubnetRequest> Match(NetworkCreateRequest request, ImmutableArray<string>.Builder problems)
    {
        foreach (var (first, second) in Pairs(request.Subnets.Select(static subnet => subnet.Subnet).OfType<IPPrefix>().ToImmutableArray()))
        {
            problems.Add(first.Overlaps(second)
                ? $"subnets {first} and {second} overlap"
                : $"subnets {first} and {second} are both {first.Family}, of which one is possible");
        }

        foreach (var range in request.Ranges)
        {
            Find(request, $"range {range}", range.Family, subnet => subnet.Contains(range), problems);
        }

        foreach (var gateway in request.Gateways)
        {
            Find(request, $"gateway {gateway}", gateway.Family(), subnet => subnet.Contains(gateway), problems);
        }

        foreach (var (name, address) in request.AuxiliaryAddresses)
        {
            Find(request, $"auxiliary address '{name}' {address}", address.Family(), subnet => subnet.Contains(address), problems);
        }

        return request.Subnets.Select(wanted => Fill(wanted, request, problems)).ToEquatableArray();
    }

    private static SubnetRequest Fill(WantedSubnet wanted, NetworkCreateRequest request, ImmutableArray<string>.Builder problems)
    {
        if (wanted.Subnet is not { } subnet)
        {
            return wanted.ToRequest();
        }

        var auxiliary = new Dictionary<string, IPAddress>(StringComparer.Ordinal);
        foreach (var (name, address) in request.AuxiliaryAddresses.Where(pair => subnet.Contains(pair.Address)))
        {
            auxiliary[name] = address;
        }

        return wanted.ToRequest() with
        {
            Range = One(request.Ranges.Where(range => subnet.Contains(range)).Select(static range => (IPPrefix?)range), "range", subnet, problems),
            Gateway = One(request.Gateways.Where(subnet.Contains), "gateway", subnet, problems),
            AuxiliaryAddresses = new EquatableMap<IPAddress>(auxiliary),
        };
    }

    private static void Find(
        NetworkCreateRequest request, string what, IPFamily family, Predicate<IPPrefix> contains, ImmutableArray<string>.Builder problems)
    {
        var subnets = request.Subnets.Select(static subnet => subnet.Subnet).OfType<IPPrefix>().Where(subnet => subnet.Family == family).ToImmutableArray();
        if (subnets.IsEmpty)
        {
            problems.Add($"{what} needs the {family} subnet that it lies in: give it with --subnet");
        }
        else if (!subnets.Any(subnet => contains(subnet)))
        {
            problems.Add($"{what} lies outside subnet {string.Join(" and ", subnets)}");
        }
    }

    private static T? One<T>(IEnumerable<T> candidates, string what, IPPrefix subnet, ImmutableArray<string>.Builder problems)
    {
        var found = candidates.Distinct().ToImmutableArray();
        if (found.Length > 1)
        {
            problems.Add($"subnet {subnet} can have one {what}, not {found[0]} and {found[1]}");
        }

        return found.FirstOrDefault();
    }

    private static IEnumerable<(IPPrefix First, IPPrefix Second)> Pairs(ImmutableArray<IPPrefix> subnets) =>
        from first in Enumerable.Range(0, subnets.Length)
        from second in Enumerable.Range(first + 1, subnets.Length - first - 1)
        where subnets[first].Family == subnets[second].Family
        select (subnets[first], subnets[second]);
}
