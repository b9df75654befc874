using System.Collections.Immutable;
using NetController.Drivers;

namespace NetController.Start;

/// <summary>Finds and removes kernel objects that carry our tag and belong to no network and no endpoint.</summary>
internal sealed class LeftoverSweep(ControllerServices services)
{
    /// <summary>What is left over now. Changes nothing.</summary>
    public ImmutableArray<Leftover> Find()
    {
        var (networks, endpoints) = Known();
        return [.. services.Drivers.All.OfType<ILeftoverCollector>().SelectMany(driver => driver.FindLeftovers(networks, endpoints))];
    }

    /// <summary>Removes what is left over and gives what was removed.</summary>
    /// <exception cref="OperationFailedException">Something could not be removed; the rest is.</exception>
    public async ValueTask<ImmutableArray<Leftover>> RemoveAsync()
    {
        var teardown = new Teardown("remove leftovers", services.Operations);
        var removed = ImmutableArray.CreateBuilder<Leftover>();
        var (networks, endpoints) = Known();
        foreach (var driver in services.Drivers.All.OfType<ILeftoverCollector>())
        {
            var leftovers = driver.FindLeftovers(networks, endpoints);
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

    private (HashSet<NetworkId> Networks, HashSet<EndpointId> Endpoints) Known() =>
        ([.. services.Store.Content.Networks.Keys], [.. services.Store.Content.Endpoints.Keys]);
}
