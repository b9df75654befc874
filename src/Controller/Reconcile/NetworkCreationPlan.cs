using System.Collections.Immutable;
using NetController.State;

namespace NetController;

/// <summary>What creating a network would do. Nothing of it has been done.</summary>
/// <param name="Network">The record that would be written; its id is an example.</param>
/// <param name="LinkName">The host link; null where the network has none.</param>
/// <param name="Changes">Each change to the kernel.</param>
public sealed record NetworkCreationPlan(StoredNetwork Network, string? LinkName, ImmutableArray<Drift> Changes);
