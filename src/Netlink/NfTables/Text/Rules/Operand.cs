namespace NetController.Netlink.NfTables;

/// <summary>What a register holds, in the words of nft.</summary>
/// <param name="Text">What was loaded: <c>ip saddr</c>, <c>meta mark</c>, <c>@nh,96,32</c>.</param>
/// <param name="Type">What its bytes mean.</param>
/// <param name="Length">The number of its bytes; 0 when a map that is not known gave it.</param>
internal sealed record Operand(string Text, NftDataType Type, int Length)
{
    /// <summary>The value of a constant, which gets its type from what it is used for.</summary>
    internal NftValue? Constant { get; init; }

    /// <summary>The bytes of the packet it is.</summary>
    internal PayloadPlace? Place { get; init; }

    /// <summary>The header whose field names could be used for the bytes.</summary>
    internal ProtocolHeader? Header { get; init; }

    /// <summary>Whether it is written as plain bytes of the packet.</summary>
    internal bool IsRaw { get; init; }

    /// <summary>The longer field of which it is the beginning, when its bytes alone have no name.</summary>
    internal PayloadField? Shortened { get; init; }

    /// <summary>The field it is, when that shares its bytes with others.</summary>
    internal PayloadField? Part { get; init; }

    /// <summary>The bits that were kept and flipped.</summary>
    internal BitMask? Mask { get; init; }

    /// <summary>What was shifted afterwards or before, as written: <c> &lt;&lt; 8</c>.</summary>
    internal string Shifted { get; init; } = "";

    /// <summary>Whether it is an answer of yes or no, which nft takes for one only where it is compared with <c>exists</c> or <c>missing</c>.</summary>
    internal bool IsPresence => !IsRaw && Type.Id == NftDataType.Boolean.Id;

    /// <summary>Whether it was brought from the machine's into the network's byte order.</summary>
    internal bool IsTurned { get; init; }

    /// <summary>The headers whose fields it names, for which nft puts comparisons in front.</summary>
    internal IReadOnlyList<ProtocolHeader> Needs { get; init; } = [];

    /// <summary>The kind of dependency that a comparison with it states.</summary>
    internal DependencyKind? Decides { get; init; }

    /// <summary>Whether a map gave it, which may hold several values at once.</summary>
    internal bool IsOfMap { get; init; }

    /// <summary>Whether it has no text: what was done with it cannot be said, or what it is.</summary>
    internal bool IsUnsayable { get; init; }

    internal static Operand Of(NftValue constant) => new(constant.ToString(), NftDataType.Integer(constant.Length, isHostOrder: false), constant.Length) { Constant = constant };

    /// <summary>A value of its type, in the byte order it is in now.</summary>
    internal string Format(NftValue value) => IsRaw ? RawHexadecimal(value) : Type.Format(value.Bytes, IsTurned);

    /// <summary>Bytes without a type, as nft writes them.</summary>
    internal static string RawHexadecimal(NftValue value) => Convert.ToHexStringLower(value.Bytes).TrimStart('0') is { Length: > 0 } digits ? $"0x{digits}" : "0x0";
}
