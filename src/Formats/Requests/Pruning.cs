using System.Collections.Immutable;

namespace NetController.Formats;

/// <summary>Prunes networks and tells what is gone even where something else did not go.</summary>
internal static class Pruning
{
    /// <summary>Prunes the networks that a filter chooses, or all.</summary>
    public static async ValueTask<PruneOutcome> RunAsync(NetworkController controller, CancellationToken cancellationToken, PruneFilter? filter = null)
    {
        bool IsChosen(Network network) => filter?.Matches(NetworkView.Of(controller, network)) ?? true;
        ImmutableArray<Network> before = [.. controller.Networks.Where(IsChosen)];
        try
        {
            return new PruneOutcome(await controller.PruneNetworksAsync(IsChosen, cancellationToken).ConfigureAwait(false), Failure: null);
        }
        catch (NetControllerException refusal)
        {
            // What is gone is told from the networks themselves, so that a failure halfway hides none of it.
            var left = controller.Networks.Select(static network => network.Id).ToHashSet();
            return new PruneOutcome([.. before.Where(network => !left.Contains(network.Id)).Select(static network => network.Name)], refusal);
        }
    }
}

/// <summary>What pruning did.</summary>
/// <param name="Removed">The names of the networks that are gone.</param>
/// <param name="Failure">Why others are not; null where nothing failed.</param>
internal sealed record PruneOutcome(ImmutableArray<string> Removed, NetControllerException? Failure);
