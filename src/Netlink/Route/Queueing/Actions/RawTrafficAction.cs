using System.Collections.Immutable;

namespace NetController.Netlink;

/// <summary>An action of a kind this library does not know, with its options as the kernel has them.</summary>
public sealed record RawTrafficAction : TrafficAction
{
    /// <summary>Names a kind.</summary>
    /// <param name="kind">The kernel's name of it: 1 to 15 bytes.</param>
    /// <param name="bytes">The content of <c>TCA_ACT_OPTIONS</c>.</param>
    /// <exception cref="ArgumentException">No kind can have this name.</exception>
    public RawTrafficAction(string kind, ImmutableArray<byte> bytes = default)
        : base(RawOptions.CheckKind(kind))
    {
        Bytes = bytes.IsDefault ? [] : bytes;
    }

    /// <summary>The content of <c>TCA_ACT_OPTIONS</c>.</summary>
    public ImmutableArray<byte> Bytes { get; }

    /// <summary>Equality by kind and content.</summary>
    /// <param name="other">Another object.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(RawTrafficAction? other) => other is not null && Kind == other.Kind && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => RawOptions.Hash(Kind, Bytes);

    internal override void Encode(MessageBuilder request) => request.WriteRaw(Bytes.AsSpan());
}
