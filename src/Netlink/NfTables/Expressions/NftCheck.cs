namespace NetController.Netlink.NfTables;

/// <summary>What the kernel demands of the parts of expressions, checked as they are made.</summary>
internal static class NftCheck
{
    /// <summary>The bytes that an expression can carry itself (<c>struct nft_data</c>); longer values exist only as keys of sets.</summary>
    internal const int MaximumData = 16;

    internal static int Between(int value, int least, int most, string parameter) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(parameter, value, $"Only {least} to {most} is possible here.");

    internal static NftValue Data(NftValue value, string parameter) => value.Length is > 0 and <= MaximumData
        ? value
        : throw new ArgumentException($"An expression carries 1 to {MaximumData} bytes, not {value.Length}.", parameter);

    internal static NftValue Like(NftValue value, NftValue other, string parameter) => value.Length == other.Length
        ? value
        : throw new ArgumentException($"The two values have {other.Length} and {value.Length} bytes, and the kernel takes only equal lengths.", parameter);
}
