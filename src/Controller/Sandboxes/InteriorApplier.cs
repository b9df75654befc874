using System.Collections.Immutable;
using NetController.Sandboxes.Interior;

namespace NetController.Sandboxes;

/// <summary>Makes changes inside a sandbox, each a step with its undo.</summary>
internal static class InteriorApplier
{
    /// <summary>Makes the changes; those to a link that its driver has just made go with it and need no undo.</summary>
    public static void Apply(IInterior interior, ImmutableArray<InteriorChange> changes, IReadOnlySet<string> fresh, UndoLog undo)
    {
        foreach (var change in changes)
        {
            undo.Step(change.Command);
            interior.Apply(change);
            if (change.Inverse is { } inverse && !IsConfinedTo(fresh, change))
            {
                undo.Push(inverse.Command, (interior, inverse), static state =>
                {
                    state.interior.Apply(state.inverse);
                    return ValueTask.CompletedTask;
                });
            }
        }
    }

    private static bool IsConfinedTo(IReadOnlySet<string> fresh, InteriorChange change) =>
        fresh.Contains(change.Link) && change is not SetDefaultRoute { Old: not null };
}
