using System.Collections.Frozen;

namespace NetController.Firewall.Iptables;

/// <summary>The tables and chains that rules of ours stand in.</summary>
internal static class Names
{
    public const string Raw = "raw";
    public const string Filter = "filter";
    public const string Nat = "nat";

    public const string Prerouting = "PREROUTING";
    public const string Output = "OUTPUT";
    public const string Forward = "FORWARD";
    public const string Postrouting = "POSTROUTING";

    /// <summary>The administrator's own chain, asked first: made once where missing, never flushed or changed after.</summary>
    public const string UserChain = "NETCTL-USER";

    /// <summary>The order of ours: replies, internal networks, traffic to endpoints, then per network what leaves it.</summary>
    public const string ForwardChain = "NETCTL-FORWARD";

    /// <summary>Accepts what belongs to a connection that was allowed.</summary>
    public const string ConnectionChain = "NETCTL-CT";

    /// <summary>Keeps internal networks to themselves.</summary>
    public const string InternalChain = "NETCTL-INTERNAL";

    /// <summary>Sends traffic to one of our links to <see cref="EndpointChain"/>.</summary>
    public const string BridgeChain = "NETCTL-BRIDGE";

    /// <summary>
    /// What concerns endpoints. In <see cref="Filter"/>: which are reachable from outside, each network ended with its default; in
    /// <see cref="Nat"/>: which of the host's ports lead to them; in <see cref="Raw"/>: what is dropped before that is asked.
    /// </summary>
    public const string EndpointChain = "NETCTL";

    /// <summary>
    /// Translates the source of what leaves our networks. A chain of our own rather than rules in POSTROUTING: one jump is all that a
    /// shared chain holds of ours, and ours can be compared, flushed and rebuilt without touching anybody else's rule.
    /// </summary>
    public const string PostroutingChain = "NETCTL-POST";

    private static readonly FrozenSet<string> OwnNames =
        FrozenSet.Create(StringComparer.Ordinal, ForwardChain, ConnectionChain, InternalChain, BridgeChain, EndpointChain, PostroutingChain);

    /// <summary>The chains that the kernel itself calls: all that can hold a jump of ours.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Prerouting, "INPUT", Forward, Output, Postrouting];

    /// <summary>The tables that may hold something of ours, in the order in which a transaction names them: what drops before what translates.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Raw, Filter, Nat];

    /// <summary>Whether the kernel itself calls a chain.</summary>
    public static bool IsBuiltIn(string chain) => BuiltIn.Contains(chain, StringComparer.Ordinal);

    /// <summary>Whether a chain is ours to flush and delete; the user chain is not.</summary>
    public static bool IsOurs(string chain) => OwnNames.Contains(chain);
}
