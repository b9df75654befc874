using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Rates on the wire: 32 bits in a structure, and all 64 in an attribute when they do not fit.</summary>
internal static class RateWriter
{
    /// <summary>TC_LINKLAYER_ETHERNET: also tells the kernel that it needs no table of transmission times.</summary>
    private const byte Ethernet = 1;

    internal static bool IsWide(DataRate rate) => rate.BytesPerSecond > uint.MaxValue;

    internal static tc_ratespec ToWire(DataRate rate) => new()
    {
        linklayer = Ethernet,
        rate = (uint)Math.Min(rate.BytesPerSecond, uint.MaxValue),
    };

    internal static void CheckRate(DataRate rate, string parameter)
    {
        if (rate.BytesPerSecond == 0)
        {
            throw new ArgumentOutOfRangeException(parameter, rate, "A rate of less than one byte a second would let nothing pass.");
        }
    }
}
