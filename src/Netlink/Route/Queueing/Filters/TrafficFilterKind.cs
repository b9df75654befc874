namespace NetController.Netlink;

/// <summary>The kinds of filters. Each registers itself in its own file, as a field of this partial class, so that adding a kind touches no other file.</summary>
internal static partial class TrafficFilterKind
{
    // Without an initialiser: the fields that register a kind run in an order the language leaves open.
    private static TrafficKinds<TrafficFilterOptions>? _all;

    private static TrafficKinds<TrafficFilterOptions> All => _all ??= new(static (kind, bytes) => new RawTrafficFilter(kind, bytes));

    internal static TrafficFilterOptions Read(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> options) => All.Read(kind, options);
}
