namespace NetController.Netlink.NfTables;

/// <summary>Keys as the numbers that the kernel orders ranges by: most significant byte first.</summary>
internal static class NftKeyArithmetic
{
    /// <summary>Goes to the next key; false, and all zeros, after the highest.</summary>
    internal static bool Increment(Span<byte> key)
    {
        for (var i = key.Length - 1; i >= 0; i--)
        {
            if (++key[i] != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the key before; false, and all ones, before the lowest.</summary>
    internal static bool Decrement(Span<byte> key)
    {
        for (var i = key.Length - 1; i >= 0; i--)
        {
            if (key[i]-- != 0)
            {
                return true;
            }
        }

        return false;
    }
}
