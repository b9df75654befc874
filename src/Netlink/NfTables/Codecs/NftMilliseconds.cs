namespace NetController.Netlink.NfTables;

/// <summary>Times of sets and elements, which the kernel counts in milliseconds.</summary>
internal static class NftMilliseconds
{
    /// <summary>Reads a time; 0 is none, and one that no clock will see the end of is cut.</summary>
    internal static TimeSpan? Read(ulong milliseconds) => milliseconds == 0 ? null
        : milliseconds > (ulong)(TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) ? TimeSpan.MaxValue
        : TimeSpan.FromTicks((long)milliseconds * TimeSpan.TicksPerMillisecond);
}
