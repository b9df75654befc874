namespace NetController.Netlink.NfTables;

/// <summary>Bytes of a packet.</summary>
/// <param name="Base">The header they are counted from.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal readonly record struct PayloadPlace(NftPayloadBase Base, int Offset, int Length)
{
    private const int BitsPerByte = 8;
    private const int RegisterSize = 4;

    /// <summary>nft joins comparisons with neighbouring bytes up to this length.</summary>
    private const int LongestJoined = 16;

    /// <summary>As nft writes bytes that have no name: <c>@nh,96,32</c>, in bits.</summary>
    internal string Text => $"@{BaseWord},{Offset * BitsPerByte},{Length * BitsPerByte}";

    /// <summary>Whether nft 1.0.6 makes one comparison of two with these bytes: they touch, and together take fewer registers than apart.</summary>
    internal bool JoinsWith(PayloadPlace next) =>
        Base == next.Base && Offset + Length == next.Offset && Length + next.Length <= LongestJoined
        && Registers(Length + next.Length) < Registers(Length) + Registers(next.Length);

    /// <summary>Whether the two share bytes, or one begins where the other ends.</summary>
    internal bool Touches(PayloadPlace other) => Base == other.Base && Offset <= other.Offset + other.Length && other.Offset <= Offset + Length;

    /// <summary>The bytes of both.</summary>
    internal PayloadPlace Join(PayloadPlace next) => this with { Length = Length + next.Length };

    private static int Registers(int length) => (length + RegisterSize - 1) / RegisterSize;

    private string BaseWord => Base switch
    {
        NftPayloadBase.LinkHeader => "ll",
        NftPayloadBase.NetworkHeader => "nh",
        NftPayloadBase.TransportHeader => "th",
        _ => "ih",
    };
}
