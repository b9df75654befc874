namespace NetController.Netlink;

/// <summary>The kernel's unit of bridge times (<c>USER_HZ</c>): a hundredth of a second.</summary>
internal static class ClockTicks
{
    /// <summary>The longest time that fits into the 32 bits of most attributes.</summary>
    internal static readonly TimeSpan Maximum = FromTicks(uint.MaxValue);

    internal static TimeSpan FromTicks(ulong ticks) =>
        ticks < (ulong)(TimeSpan.MaxValue.Ticks / TicksPerUnit) ? new TimeSpan((long)ticks * TicksPerUnit) : TimeSpan.MaxValue;

    internal static ulong ToTicks(TimeSpan time) => (ulong)(time.Ticks / TicksPerUnit);

    /// <summary>Checks a time that is sent; a null stays one.</summary>
    internal static TimeSpan? Check(TimeSpan? time, string parameter) => Limit.Check(time, TimeSpan.Zero, Maximum, parameter);

    internal static void WriteTicks32<TAttribute>(this MessageBuilder request, TAttribute attribute, TimeSpan? time)
        where TAttribute : unmanaged, Enum
    {
        if (time is { } set)
        {
            request.WriteUInt32(attribute, checked((uint)ToTicks(set)));
        }
    }

    internal static void WriteTicks64<TAttribute>(this MessageBuilder request, TAttribute attribute, TimeSpan? time)
        where TAttribute : unmanaged, Enum
    {
        if (time is { } set)
        {
            request.WriteUInt64(attribute, ToTicks(set));
        }
    }

    private const long TicksPerUnit = TimeSpan.TicksPerMillisecond * 10;
}
