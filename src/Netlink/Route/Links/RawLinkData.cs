using System.Collections.Immutable;

namespace NetController.Netlink;

/// <summary>The undecoded settings of a kind this library does not know.</summary>
/// <param name="Kind">The kernel's name of the kind.</param>
/// <param name="Bytes">The attributes as they came (<c>IFLA_INFO_DATA</c>).</param>
public sealed record RawLinkData(string Kind, ImmutableArray<byte> Bytes) : LinkData(Kind)
{
    /// <summary>Equality by kind and content.</summary>
    /// <param name="other">Another object.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(RawLinkData? other) => other is not null && Kind == other.Kind && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Kind, StringComparer.Ordinal);
        hash.AddBytes(Bytes.AsSpan());
        return hash.ToHashCode();
    }
}
