using System.Collections.Immutable;

namespace NetController.Netlink;

/// <summary>The undecoded tunnel a route puts packets into. <c>encap</c>.</summary>
/// <param name="Type">The kernel's number of the kind (<c>LWTUNNEL_ENCAP_*</c>, linux/lwtunnel.h), for example 2 for <c>ip</c>.</param>
/// <param name="Bytes">The attributes as they came (<c>RTA_ENCAP</c>).</param>
public sealed record RouteEncapsulation(ushort Type, ImmutableArray<byte> Bytes)
{
    /// <summary>Equality by kind and content.</summary>
    /// <param name="other">Another object.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(RouteEncapsulation? other) => other is not null && Type == other.Type && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Type);
        hash.AddBytes(Bytes.AsSpan());
        return hash.ToHashCode();
    }
}
