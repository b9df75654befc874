namespace NetController.Netlink;

/// <summary>The kinds of classes. Each registers itself in its own file, as a field of this partial class, so that adding a kind touches no other file.</summary>
internal static partial class TrafficClassKind
{
    // Without an initialiser: the fields that register a kind run in an order the language leaves open.
    private static TrafficKinds<TrafficClassOptions>? _all;

    private static TrafficKinds<TrafficClassOptions> All => _all ??= new(static (kind, bytes) => new RawTrafficClass(kind, bytes));

    internal static TrafficClassOptions Read(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> options) => All.Read(kind, options);
}
