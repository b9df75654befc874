using System.Numerics;

namespace NetController.Netlink.NfTables;

/// <summary>Numbers of up to eight bytes in network byte order.</summary>
internal static class BigEndian
{
    internal static ulong Read(ReadOnlySpan<byte> value)
    {
        var number = 0ul;
        foreach (var item in value)
        {
            number = (number << 8) | item;
        }

        return number;
    }

    internal static void Write(Span<byte> value, ulong number)
    {
        for (var i = value.Length - 1; i >= 0; i--, number >>= 8)
        {
            value[i] = (byte)number;
        }
    }

    /// <summary>Whether exactly one bit is set.</summary>
    internal static bool IsPowerOfTwo(ReadOnlySpan<byte> value)
    {
        var bits = 0;
        foreach (var item in value)
        {
            bits += BitOperations.PopCount(item);
        }

        return bits == 1;
    }
}
