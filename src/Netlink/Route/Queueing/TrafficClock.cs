namespace NetController.Netlink;

/// <summary>
/// The unit of times in messages about queueing: 64 ns, the same in every kernel since 2.6.31. <c>/proc/net/psched</c> tells it to programs
/// that also run on older ones.
/// </summary>
internal static class TrafficClock
{
    /// <summary>The ticks of a second.</summary>
    internal const uint TicksPerSecond = 1_000_000_000 / NanosecondsPerTick;

    /// <summary>The length of a tick.</summary>
    internal const uint NanosecondsPerTick = 64;
}
