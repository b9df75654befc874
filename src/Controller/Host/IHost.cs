using System.Collections.Immutable;

namespace NetController.Host;

/// <summary>The host as a controller sees it: its settings, and what it uses of the address space.</summary>
internal interface IHost : ISysctls, IDisposable
{
    /// <summary>Names the running boot; the kernel forgets its settings at the next.</summary>
    string BootId { get; }

    /// <summary>When the running boot began, by the clock as it is set now: a clock that is stepped moves it.</summary>
    DateTimeOffset BootTime { get; }

    /// <summary>The host's addresses, routes and name servers of a family, those for <paramref name="known"/> subnets and of <paramref name="exceptLink"/> left out.</summary>
    ImmutableArray<OccupiedPrefix> Occupied(IPFamily family, IReadOnlySet<IPPrefix> known, string? exceptLink);
}
