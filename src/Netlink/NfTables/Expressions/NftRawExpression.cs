using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetController.Netlink.NfTables;

/// <summary>
/// An expression of a kind, or with an attribute or a form, that this library does not know, as it came. It can be written back unchanged.
/// </summary>
/// <remarks>The kernel refuses its own listing of two kinds, up to 6.18 at least: <c>osf</c>, and the <c>exthdr</c> of <c>reset tcp option</c>.</remarks>
public sealed record NftRawExpression : NftExpression
{
    private readonly string _kind;

    internal NftRawExpression(string kind, ImmutableArray<byte> data)
    {
        _kind = kind;
        Data = data;
    }

    /// <inheritdoc/>
    public override string Kind => _kind;

    /// <summary>The attributes of <c>NFTA_EXPR_DATA</c>, undecoded.</summary>
    public ImmutableArray<byte> Data { get; }

    /// <summary>Equality by kind and content.</summary>
    /// <param name="other">Another.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(NftRawExpression? other) => other is not null && _kind == other._kind && Data.AsSpan().SequenceEqual(other.Data.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_kind, StringComparer.Ordinal);
        hash.AddBytes(ImmutableCollectionsMarshal.AsArray(Data));
        return hash.ToHashCode();
    }

    internal override void Encode(MessageBuilder request) => request.WriteRaw(Data.AsSpan());
}
