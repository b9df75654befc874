namespace NetController.Netlink.NfTables;

/// <summary>How the values of a data type are written in nft(8), version 1.0.6, without any of its options for numeric output.</summary>
internal abstract class NftNotation
{
    /// <summary>Whether the registers hold it in the machine's byte order rather than the network's. Keys of sets with intervals are in network order whatever their type.</summary>
    internal virtual bool IsHostOrder => false;

    /// <summary>Whether nft writes ranges that a prefix can express as one: <c>10.0.0.0/8</c>.</summary>
    internal virtual bool HasPrefixes => false;

    /// <summary>Whether values are sets of bits, which rules separate by commas and elements of sets by <c>|</c>.</summary>
    internal virtual bool IsBits => false;

    /// <summary>A value, in network byte order.</summary>
    internal abstract string Format(ReadOnlySpan<byte> value);

    /// <summary>An end of a range, which nft writes without names.</summary>
    internal virtual string FormatBound(ReadOnlySpan<byte> value) => Format(value);

    /// <summary>Reads a value into network byte order; false when the text is none.</summary>
    internal abstract bool TryParse(string text, Span<byte> value);
}
