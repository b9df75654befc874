using System.Collections.Immutable;
using System.Globalization;

namespace NetController.Ipam;

/// <summary>The default pools that subnets are chosen from. Immutable.</summary>
internal sealed class SubnetSources(ImmutableArray<AddressPoolTemplate> templates)
{
    /// <summary>
    /// The lowest subnet of the first default pool that has one clear of <paramref name="held"/> and of what the request says the host
    /// uses. The cost follows the length of an address and of the host's list, not the number of networks.
    /// </summary>
    /// <exception cref="InvalidRequestException">No default pool is as large as the subnet asked for.</exception>
    /// <exception cref="ResourceExhaustedException">Nothing of that size is free.</exception>
    public IPPrefix Choose(PoolRequest request, PoolTable held)
    {
        var fitting = Fitting(request);
        var taken = held.Taken(request.Family);
        foreach (var occupied in request.Occupied)
        {
            taken = occupied.Prefix.Family == request.Family ? taken.Add(occupied.Prefix) : taken;
        }

        foreach (var template in fitting)
        {
            if (taken.LowestFree(template.Base, request.PrefixLength ?? template.Size) is { } free)
            {
                return free;
            }
        }

        throw PoolExhaustion.Error(request, fitting, held.Pools);
    }

    /// <summary>The default pools in order, with how much of each is in use.</summary>
    public ImmutableArray<PoolSource> Status(IReadOnlyCollection<HeldPool> held) =>
        [.. templates.Select(template => SourceUsage.Count(template, held.Select(static pool => pool.Subnet)))];

    private ImmutableArray<AddressPoolTemplate> Fitting(PoolRequest request)
    {
        var family = templates.Where(template => template.Base.Family == request.Family).ToImmutableArray();
        if (request.PrefixLength is not { } length)
        {
            return family;
        }

        var fitting = family.RemoveAll(template => template.Base.Length > length);
        if (!fitting.IsEmpty)
        {
            return fitting;
        }

        var largest = family.Min(static template => template.Base.Length);
        throw new InvalidRequestException(
            PoolRequestValidation.Subject(request),
            string.Create(
                CultureInfo.InvariantCulture, $"no default pool is as large as the /{length} asked for: the largest is a /{largest}"),
            "ask for a longer prefix, name the subnet, or configure a larger pool (--default-address-pool base=CIDR,size=N)");
    }
}
