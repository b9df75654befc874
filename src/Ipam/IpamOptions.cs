using System.Collections.Immutable;

namespace NetController.Ipam;

/// <summary>What the default IPAM driver is given. The default value is useful as it is.</summary>
public sealed record IpamOptions
{
    /// <summary>
    /// The default pools, tried in this order (dockerd <c>--default-address-pool</c>). They replace the built-in ones of their family;
    /// a family without any keeps its own (<see cref="DefaultPools"/>). Two that overlap are refused.
    /// </summary>
    public EquatableArray<AddressPoolTemplate> Pools { get; init; }

    /// <summary>
    /// How long a released address rests; not negative, default 60 s. While it rests it is chosen only where every other address of the
    /// range is held, the longest rested first; its owner gets it back, and whoever asks for that very address gets it.
    /// Zero makes a released address free at once.
    /// </summary>
    public TimeSpan QuarantineTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What contradicts itself here, one sentence part each; empty where a driver can be made of it.</summary>
    public ImmutableArray<string> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        for (var later = 1; later < Pools.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Pools[earlier].Base.Overlaps(Pools[later].Base))
                {
                    problems.Add($"the default address pools {Pools[earlier]} and {Pools[later]} overlap");
                }
            }
        }

        if (QuarantineTime < TimeSpan.Zero)
        {
            problems.Add($"the quarantine time {QuarantineTime} is negative");
        }

        return problems.ToImmutable();
    }
}
