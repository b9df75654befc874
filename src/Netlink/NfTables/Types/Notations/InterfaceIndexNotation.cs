namespace NetController.Netlink.NfTables;

/// <summary>Interfaces by number. nft looks their names up where it runs; only that of the loopback interface is the same everywhere.</summary>
internal sealed class InterfaceIndexNotation() : NamedNumberNotation(NftNames.InterfaceIndices, isHostOrder: true, isQuoted: true)
{
    internal override string FormatBound(ReadOnlySpan<byte> value) => Format(value);
}
