using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>Something that a <see cref="NftWatcher"/> tells. Its kinds are nested records; there are no others.</summary>
public abstract record NftEvent
{
    private NftEvent()
    {
    }

    /// <summary>The ruleset as it is: what is known from before is void. Told first, and again after events have been lost; only by <see cref="NftWatcher.FollowAsync"/>.</summary>
    /// <param name="Ruleset">Everything.</param>
    public sealed record Snapshot(NftRuleset Ruleset) : NftEvent;

    /// <summary>A transaction that has been put into force, of which <c>nft monitor</c> prints the changes one by one.</summary>
    /// <param name="Generation">The number of the ruleset since then (<see cref="NftConnection.GetGeneration"/>).</param>
    /// <param name="Changes">What it changed, in order. Changes of objects this library does not know, for example of flow tables, are left out.</param>
    public sealed record Transaction(uint Generation, ImmutableArray<NftChange> Changes) : NftEvent
    {
        /// <summary>The process that made it, by the number of its main thread in the first pid namespace; null where the kernel does not say.</summary>
        public uint? ProcessId { get; init; }

        /// <summary>The name of that process, for example <c>nft</c>, or null.</summary>
        public string? ProcessName { get; init; }
    }

    /// <summary>
    /// Transactions, or parts of the next one, are missing: the ruleset has to be read again, and each <see cref="Transaction"/> of the generation read then, or of an earlier one, to be passed over.
    /// <see cref="NftWatcher.FollowAsync"/> does so, and tells a <see cref="Snapshot"/> in its place.
    /// </summary>
    /// <param name="Reason">Why.</param>
    public sealed record Overrun(EventLoss Reason) : NftEvent;
}
