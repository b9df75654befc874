using System.Globalization;
using System.Numerics;

namespace NetController.Netlink.NfTables;

/// <summary>Labels of connections: 128 bits, of which nft names one at a time by its number.</summary>
internal static class ConntrackLabel
{
    /// <summary>The number of the only bit that is set, or null.</summary>
    internal static string? Bit(NftValue value)
    {
        var bits = new BigInteger(value.Bytes, isUnsigned: true, isBigEndian: !BitConverter.IsLittleEndian);
        return bits.IsPowerOfTwo ? (bits.GetBitLength() - 1).ToString(CultureInfo.InvariantCulture) : null;
    }
}
