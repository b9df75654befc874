using System.Globalization;

namespace NetController.Netlink;

/// <summary>A rate of traffic. The kernel counts bytes, people bits: the names say which.</summary>
/// <param name="BytesPerSecond">The rate in bytes per second.</param>
public readonly record struct DataRate(ulong BytesPerSecond)
{
    private static readonly (ulong Unit, string Suffix)[] Units = [(1_000_000_000, "Gbit"), (1_000_000, "Mbit"), (1_000, "Kbit"), (1, "bit")];

    /// <summary>The rate in bits per second.</summary>
    public ulong BitsPerSecond => BytesPerSecond > ulong.MaxValue / 8 ? ulong.MaxValue : BytesPerSecond * 8;

    /// <summary>A rate of so many bits per second.</summary>
    /// <param name="bits">The number, rounded down to whole bytes.</param>
    /// <returns>The rate.</returns>
    public static DataRate FromBits(ulong bits) => new(bits / 8);

    /// <summary>A rate of so many million bits per second.</summary>
    /// <param name="megabits">The number.</param>
    /// <returns>The rate.</returns>
    public static DataRate FromMegabits(ulong megabits) => FromBits(checked(megabits * 1_000_000));

    /// <summary>The rate as <c>tc</c> takes it, for example <c>10Mbit</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var bits = BitsPerSecond;
        foreach (var (unit, suffix) in Units)
        {
            if (bits >= unit && bits % unit == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bits / unit}{suffix}");
            }
        }

        return "0bit";
    }

    /// <summary>The time that bytes take at this rate, in the kernel's ticks, rounded down and at most what the wire can hold.</summary>
    internal uint ToTicks(ulong bytes) =>
        BytesPerSecond == 0 ? 0 : (uint)UInt128.Min((UInt128)bytes * TrafficClock.TicksPerSecond / BytesPerSecond, uint.MaxValue);

    /// <summary>The bytes that fit into a time given in ticks, to the nearest.</summary>
    internal uint ToBytes(uint ticks) =>
        (uint)UInt128.Min((((UInt128)ticks * BytesPerSecond) + (TrafficClock.TicksPerSecond / 2)) / TrafficClock.TicksPerSecond, uint.MaxValue);
}
