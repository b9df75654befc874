using System.Collections.Immutable;

namespace NetController.Formats;

/// <summary>Prunes networks and tells what is gone even where something else did not go.</summary>
internal static class Pruning
{
    /// <summary>Prunes.</summary>
    public static async ValueTask<PruneOutcome> RunAsync(NetworkController controller, CancellationToken cancellationToken)
    {
        var before = controller.Networks;
        NetControllerException? failure = null;
        try
        {
            await controller.PruneNetworksAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NetControllerException refusal)
        {
            failure = refusal;
        }

        // What is gone is told from the networks themselves, so that a failure halfway hides none of it.
        var left = controller.Networks.Select(static network => network.Id).ToHashSet();
        return new PruneOutcome([.. before.Where(network => !left.Contains(network.Id)).Select(static network => network.Name)], failure);
    }
}

/// <summary>What pruning did.</summary>
/// <param name="Removed">The names of the networks that are gone.</param>
/// <param name="Failure">Why others are not; null where nothing failed.</param>
internal sealed record PruneOutcome(ImmutableArray<string> Removed, NetControllerException? Failure);
