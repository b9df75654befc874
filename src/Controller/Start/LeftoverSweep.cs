using System.Collections.Immutable;
using NetController.Drivers;
using NetController.State;

namespace NetController.Start;

/// <summary>Finds and removes kernel objects that carry our tag and belong to no network and no endpoint.</summary>
internal sealed class LeftoverSweep(ControllerServices services)
{
    /// <summary>What is left over now. Changes nothing.</summary>
    public ImmutableArray<Leftover> Find() => [.. services.Drivers.All.OfType<ILeftoverCollector>().SelectMany(driver => Find(driver))];

    /// <summary>Removes what is left over and gives what was removed.</summary>
    /// <exception cref="OperationFailedException">Something could not be removed; the rest is.</exception>
    public async ValueTask<ImmutableArray<Leftover>> RemoveAsync()
    {
        var teardown = new Teardown("remove leftovers", services.Operations);
        var removed = ImmutableArray.CreateBuilder<Leftover>();
        foreach (var driver in services.Drivers.All.OfType<ILeftoverCollector>())
        {
            var leftovers = Find(driver);
            if (!leftovers.IsEmpty)
            {
                var failed = teardown.Failures.Length;
                await driver.RemoveAsync(leftovers, teardown).ConfigureAwait(false);
                removed.AddRange(leftovers);
                if (teardown.Failures.Length == failed)
                {
                    Tell(leftovers);
                }
            }
        }

        teardown.ThrowIfFailed("run `netctl gc` again");
        return removed.ToImmutable();
    }

    private void Tell(ImmutableArray<Leftover> removed)
    {
        foreach (var leftover in removed)
        {
            services.Events.Add(ControllerEventKind.LeftoverRemoved, change: leftover.Resource);
        }
    }

    /// <summary>
    /// What a driver finds and no record explains. An operation under way may have made its object after the records were read for the
    /// driver and before the driver looked; its record came first, so that one more look at the records finds it.
    /// </summary>
    private ImmutableArray<Leftover> Find(ILeftoverCollector driver)
    {
        var before = services.Store.Content;
        var found = driver.FindLeftovers(before.Networks.Keys.ToHashSet(), before.Endpoints.Keys.ToHashSet());
        return found.IsEmpty ? found : found.RemoveAll(leftover => HasRecord(services.Store.Content, leftover.Tag));
    }

    /// <summary>The tag of an object that is not marked yet has as much of the id as the object's name tells.</summary>
    private static bool HasRecord(StateContent content, OwnerTag tag) => tag.Kind switch
    {
        OwnerTag.NetworkKind => content.Networks.Keys.Any(network => network.Value.StartsWith(tag.Id)),
        OwnerTag.EndpointKind => content.Endpoints.Keys.Any(endpoint => endpoint.Value.StartsWith(tag.Id)),
        _ => false,
    };
}
