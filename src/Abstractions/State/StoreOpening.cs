using System.Collections.Immutable;

namespace NetController.State;

/// <summary>What happened when a store was opened.</summary>
/// <param name="IsNew">Whether the store did not exist before.</param>
/// <param name="Findings">Damage found and what was done about it, one sentence each; empty where all was well.</param>
public sealed record StoreOpening(bool IsNew, ImmutableArray<string> Findings);
