using System.Text;

namespace NetController.Netlink;

/// <summary>
/// A kind of link and how its settings are read. Each kind registers itself in its own file, as a field of this partial class, so that adding a kind
/// touches no other file.
/// </summary>
internal sealed partial class LinkKind
{
    // Without initialisers: the fields that register a kind run in an order the language leaves open.
    private static List<LinkKind>? _all;
    private static List<LinkKind>? _allPorts;

    private readonly byte[] _bytes;
    private readonly Func<ReadOnlySpan<byte>, LinkData>? _decode;

    private LinkKind(string name, Func<ReadOnlySpan<byte>, LinkData>? decode)
    {
        Name = name;
        _bytes = Encoding.UTF8.GetBytes(name);
        _decode = decode;
    }

    /// <summary>The kinds of links, by <c>IFLA_INFO_KIND</c>.</summary>
    internal static List<LinkKind> All => _all ??= [];

    /// <summary>The kinds of ports, by <c>IFLA_INFO_SLAVE_KIND</c>.</summary>
    internal static List<LinkKind> AllPorts => _allPorts ??= [];

    internal string Name { get; }

    /// <summary>The known kind of this name, or one that keeps the settings raw.</summary>
    internal static LinkKind Of(ReadOnlySpan<byte> name, List<LinkKind> known)
    {
        foreach (var kind in known)
        {
            if (name.SequenceEqual(kind._bytes))
            {
                return kind;
            }
        }

        return new LinkKind(Encoding.UTF8.GetString(name), null);
    }

    internal LinkData Decode(ReadOnlySpan<byte> data) => _decode is null ? new RawLinkData(Name, [.. data]) : _decode(data);

    private static LinkKind Register(string name, Func<ReadOnlySpan<byte>, LinkData>? decode, List<LinkKind> kinds)
    {
        var kind = new LinkKind(name, decode);
        kinds.Add(kind);
        return kind;
    }
}
