using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Numbers of bytes as nft writes them: <c>25 mbytes</c>, in the largest unit that divides them.</summary>
internal static class ByteAmount
{
    private const ulong Step = 1024;

    private static readonly string[] Units = ["bytes", "kbytes", "mbytes"];

    internal static string Format(ulong bytes)
    {
        var unit = 0;
        while (unit < Units.Length - 1 && bytes != 0 && bytes % Step == 0)
        {
            bytes /= Step;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {Units[unit]}");
    }
}
