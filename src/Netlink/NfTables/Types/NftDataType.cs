using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>
/// What the bytes of a key mean, so that they can be written as nft writes them: <c>ipv4_addr</c>, <c>inet_service</c>, or several of them concatenated.
/// The kernel keeps only the number of the type, for nft to read back; the numbers are nft's own (its <c>datatype.h</c>).
/// </summary>
public sealed partial class NftDataType : IEquatable<NftDataType>
{
    private const int BitsOfAPart = 6;

    private static readonly NftNotation NoNotation = new NumberNotation(isHexadecimal: true);

    private readonly NftNotation _notation;

    private NftDataType(uint id, string name, int length, NftNotation notation, ImmutableArray<NftDataType> parts = default)
    {
        Id = id;
        Name = name;
        Length = length;
        Parts = parts.IsDefault ? [] : parts;
        _notation = notation;
    }

    /// <summary>The number by which the kernel remembers it; of a concatenation, six bits for each part.</summary>
    public uint Id { get; }

    /// <summary>The name in nft, for example <c>ipv4_addr . inet_service</c>.</summary>
    public string Name { get; }

    /// <summary>The bytes of a value; of a concatenation, each part filled to a multiple of four.</summary>
    public int Length { get; }

    /// <summary>The parts of a concatenation; empty for any other type.</summary>
    public ImmutableArray<NftDataType> Parts { get; }

    /// <summary>Whether registers hold it in the machine's byte order, as nft thinks of it; texts too.</summary>
    internal bool IsHostOrder => _notation.IsHostOrder || IsText;

    /// <summary>The type of both ends where a map's data are ranges: the kernel then keeps the number of the type, and twice its length. Otherwise null.</summary>
    internal NftDataType? HalfOfRange => Parts.IsEmpty && Length % 2 == 0 && Name.StartsWith("type", StringComparison.Ordinal) && FromId(Id, Length / 2) is var half && half.Name != Name ? half : null;

    /// <summary>Puts types one after another; <c>type ipv4_addr . inet_service</c>.</summary>
    /// <param name="parts">Two to five types that are no concatenations themselves.</param>
    /// <returns>The type.</returns>
    /// <exception cref="ArgumentException">There are fewer or more, or one is itself a concatenation or a verdict.</exception>
    public static NftDataType Concatenate(params ReadOnlySpan<NftDataType> parts)
    {
        if (parts.Length is < 2 or > 5)
        {
            throw new ArgumentException($"A concatenation has two to five parts, not {parts.Length}.", nameof(parts));
        }

        var id = 0u;
        var length = 0;
        var names = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].Parts.IsEmpty || parts[i] == Verdict)
            {
                throw new ArgumentException($"{parts[i].Name} cannot be part of a concatenation.", nameof(parts));
            }

            id = (id << BitsOfAPart) | parts[i].Id;
            length += Protocol.Alignment.Up(parts[i].Length);
            names[i] = parts[i].Name;
        }

        return new NftDataType(id, string.Join(" . ", names), length, NoNotation, [.. parts]);
    }

    /// <inheritdoc/>
    public bool Equals(NftDataType? other) => other is not null && Id == other.Id && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NftDataType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Length);

    /// <summary>The name in nft.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>The type of this number, or one that shows values as numbers when nft has no such type.</summary>
    internal static NftDataType FromId(uint id, int length, bool isHostOrder = false)
    {
        if (Known.TryGetValue(id, out var type) && (type.Length == length || type == Verdict))
        {
            return type;
        }

        return id switch
        {
            IntegerId => Integer(length, isHostOrder),
            TextId => Text(length),
            > 1 << BitsOfAPart when ReadParts(id, length) is { } concatenation => concatenation,
            _ => new NftDataType(id, $"type{id}", length, NoNotation),
        };
    }

    private static NftDataType? ReadParts(uint id, int length)
    {
        var parts = new Stack<NftDataType>();
        for (var rest = id; rest != 0; rest >>= BitsOfAPart)
        {
            if (!Known.TryGetValue(rest & ((1 << BitsOfAPart) - 1), out var part) || part == Verdict)
            {
                return null;
            }

            parts.Push(part);
        }

        return parts.Count is >= 2 and <= 5 && Concatenate([.. parts]) is var type && type.Length == length ? type : null;
    }
}
