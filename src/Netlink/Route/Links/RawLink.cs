using System.Collections.Immutable;
using System.Text;

namespace NetController.Netlink;

/// <summary>
/// A link to be made of a kind this library does not know; <c>ip link add NAME [link PARENT] type KIND …</c> with the kind's settings encoded by the caller
/// (linux/if_link.h). What the kernel tells about it is <see cref="RawLinkData"/>.
/// </summary>
public sealed record RawLinkSpec : LinkSpec
{
    private readonly string _kind;

    /// <summary>Names the link and its kind.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="kind">The kernel's name of the kind, for example <c>geneve</c>; 1 to 55 bytes.</param>
    /// <exception cref="ArgumentException">A name breaks one of these rules; the message says which.</exception>
    public RawLinkSpec(string name, string kind)
        : base(name) => _kind = RawKind.Check(kind, nameof(kind));

    /// <summary>The kernel's name of the kind.</summary>
    public string KindName => _kind;

    /// <summary>The link it stands on (<c>IFLA_LINK</c>), for the kinds that want one.</summary>
    public LinkIndex? Parent { get; init; }

    /// <summary>The settings: whole attributes, as they stand in <c>IFLA_INFO_DATA</c>; empty for none. <see cref="MessageBuilder"/>'s methods write such.</summary>
    public ImmutableArray<byte> Data { get; init => field = RawKind.Check(value, nameof(Data)); } = [];

    internal override string Kind => _kind;

    internal override bool HasData => Data.Length > 0;

    internal override LinkIndex? ParentLink => Parent;

    /// <summary>Equality by content.</summary>
    /// <param name="other">Another object.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(RawLinkSpec? other) => base.Equals(other) && _kind == other._kind && Parent == other.Parent && Data.AsSpan().SequenceEqual(other.Data.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), _kind, Parent, Data.Length);

    internal override void EncodeData(MessageBuilder request) => request.WriteRaw(Data.AsSpan());
}

/// <summary>Settings of a kind this library does not know, to be changed; what is absent stays as it is.</summary>
public sealed record RawLinkSettings : LinkSettings
{
    private readonly string _kind;

    /// <summary>Takes encoded settings.</summary>
    /// <param name="kind">The kernel's name of the kind; 1 to 55 bytes.</param>
    /// <param name="data">Whole attributes, as they stand in <c>IFLA_INFO_DATA</c>.</param>
    /// <exception cref="ArgumentException">The kind is no name, or the bytes are no attributes.</exception>
    public RawLinkSettings(string kind, ImmutableArray<byte> data)
    {
        _kind = RawKind.Check(kind, nameof(kind));
        Data = RawKind.Check(data, nameof(data));
    }

    /// <summary>The attributes.</summary>
    public ImmutableArray<byte> Data { get; }

    internal override string Kind => _kind;

    /// <summary>Equality by content.</summary>
    /// <param name="other">Another object.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(RawLinkSettings? other) => other is not null && _kind == other._kind && Data.AsSpan().SequenceEqual(other.Data.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, Data.Length);

    internal override void Encode(MessageBuilder request) => request.WriteRaw(Data.AsSpan());
}

/// <summary>The rules for what a caller has encoded itself.</summary>
internal static class RawKind
{
    // MODULE_NAME_LEN of 64-bit kernels, without the terminating zero.
    private const int MaximumLength = 55;

    internal static string Check(string kind, string parameter)
    {
        ArgumentNullException.ThrowIfNull(kind, parameter);
        return Encoding.UTF8.GetByteCount(kind) is >= 1 and <= MaximumLength && !kind.Contains('\0', StringComparison.Ordinal)
            ? kind
            : throw new ArgumentException($"The name of a kind has 1 to {MaximumLength} bytes and no zero.", parameter);
    }

    internal static ImmutableArray<byte> Check(ImmutableArray<byte> data, string parameter)
    {
        if (data.IsDefault)
        {
            return [];
        }

        try
        {
            var attributes = new AttributeReader<Any>(data.AsSpan());
            while (attributes.Read())
            {
            }

            return data;
        }
        catch (NetlinkProtocolException reason)
        {
            throw new ArgumentException($"The settings are not whole attributes: {reason.Message}.", parameter, reason);
        }
    }

    private enum Any : ushort
    {
    }
}
