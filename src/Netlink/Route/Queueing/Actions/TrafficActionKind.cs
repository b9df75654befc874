namespace NetController.Netlink;

/// <summary>The kinds of actions. Each registers itself in its own file, as a field of this partial class, so that adding a kind touches no other file.</summary>
internal static partial class TrafficActionKind
{
    // Without an initialiser: the fields that register a kind run in an order the language leaves open.
    private static TrafficKinds<TrafficAction>? _all;

    private static TrafficKinds<TrafficAction> All => _all ??= new(static (kind, bytes) => new RawTrafficAction(kind, bytes));

    internal static TrafficAction Read(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> options) => All.Read(kind, options);
}
