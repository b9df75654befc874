using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>
/// A kind of expression and how it is read. Each kind registers itself in its own file, as a field of this partial class, so that adding a kind touches no other file.
/// </summary>
internal sealed partial class NftExpressionKind
{
    // Without initialiser: the fields that register a kind run in an order the language leaves open.
    private static List<NftExpressionKind>? _all;

    private readonly byte[] _bytes;
    private readonly Func<ReadOnlySpan<byte>, NftExpression?> _decode;

    private NftExpressionKind(string name, Func<ReadOnlySpan<byte>, NftExpression?> decode)
    {
        Name = name;
        _bytes = Encoding.UTF8.GetBytes(name);
        _decode = decode;
    }

    internal static List<NftExpressionKind> All => _all ??= [];

    internal string Name { get; }

    /// <summary>Reads an expression. One of an unknown kind, or with parts that this library would not write, keeps its data raw, so that nothing of it is lost.</summary>
    internal static NftExpression Decode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        foreach (var kind in All)
        {
            if (name.SequenceEqual(kind._bytes))
            {
                return kind.TryDecode(data) ?? Raw(name, data);
            }
        }

        return Raw(name, data);
    }

    private static NftRawExpression Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => new(Encoding.UTF8.GetString(name), [.. data]);

    private static NftExpressionKind Register(string name, Func<ReadOnlySpan<byte>, NftExpression?> decode)
    {
        var kind = new NftExpressionKind(name, decode);
        All.Add(kind);
        return kind;
    }

    private NftExpression? TryDecode(ReadOnlySpan<byte> data)
    {
        try
        {
            var expression = _decode(data);
            expression?.Check();
            return expression;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
