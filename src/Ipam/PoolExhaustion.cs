using System.Collections.Immutable;
using System.Globalization;

namespace NetController.Ipam;

/// <summary>Words the error of default pools that have run out, so that the reader sees who uses them and what frees them.</summary>
internal static class PoolExhaustion
{
    private const int NamesShown = 3;

    public static ResourceExhaustedException Error(
        PoolRequest request, ImmutableArray<AddressPoolTemplate> tried, IReadOnlyCollection<HeldPool> held)
    {
        var users = held.Where(pool => Touches(tried, pool.Subnet)).Select(static pool => $"'{pool.NetworkName}'").ToList();
        var occupants = request.Occupied
            .Where(occupied => Touches(tried, occupied.Prefix))
            .Select(static occupied => $"{occupied.Prefix} ({occupied.Description})")
            .ToList();
        var causes = new List<string>();
        if (users.Count > 0)
        {
            var are = users.Count == 1 ? "subnet is" : "subnets are";
            causes.Add(string.Create(CultureInfo.InvariantCulture, $"{users.Count} {are} in use by {Shown(users)}"));
        }

        if (occupants.Count > 0)
        {
            causes.Add($"not to be used are {Shown(occupants)}");
        }

        return new ResourceExhaustedException(
            $"no {request.Family} subnet of {Sizes(request, tried)} is free for network '{request.NetworkName}' in the default pools "
            + $"{string.Join(", ", tried.Select(static template => template.Base))}: {string.Join("; ", causes)}",
            "remove networks that nothing uses (netctl network prune), or configure more pools (--default-address-pool base=CIDR,size=N)");
    }

    private static bool Touches(ImmutableArray<AddressPoolTemplate> tried, IPPrefix prefix) =>
        tried.Any(template => template.Base.Overlaps(prefix));

    private static string Sizes(PoolRequest request, ImmutableArray<AddressPoolTemplate> tried) =>
        string.Join(
            " or ", tried.Select(template => request.PrefixLength ?? template.Size).Distinct().Order().Select(static size => $"/{size}"));

    private static string Shown(List<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesShown));
        var more = names.Count - NamesShown;
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {more} more") : shown;
    }
}
