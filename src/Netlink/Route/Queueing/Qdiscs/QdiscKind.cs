namespace NetController.Netlink;

/// <summary>The kinds of queueing disciplines. Each registers itself in its own file, as a field of this partial class, so that adding a kind touches no other file.</summary>
internal static partial class QdiscKind
{
    // Without an initialiser: the fields that register a kind run in an order the language leaves open.
    private static TrafficKinds<QdiscOptions>? _all;

    private static TrafficKinds<QdiscOptions> All => _all ??= new(static (kind, bytes) => new RawQdisc(kind, bytes));

    internal static QdiscOptions Read(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> options) => All.Read(kind, options);
}
