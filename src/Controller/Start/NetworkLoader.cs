using NetController.Networks;
using NetController.State;

namespace NetController.Start;

/// <summary>Turns the stored records into live networks without touching the kernel: names, handles, policies, subnets.</summary>
internal sealed class NetworkLoader(ControllerServices services)
{
    private readonly Dictionary<NetworkId, string> _problems = [];

    /// <summary>Why a network could not be loaded whole; empty where all could.</summary>
    public IReadOnlyDictionary<NetworkId, string> Problems => _problems;

    /// <summary>Opens every stored network and tells the firewall what is in force.</summary>
    public async ValueTask OpenAllAsync(CancellationToken cancellationToken)
    {
        // Unfinished ones last: a default bridge that was being replaced has a claim on name and link before its replacement.
        foreach (var record in services.Store.Content.Networks.Values.OrderBy(IsUnfinished).ThenBy(static record => record.Created))
        {
            var network = new Network(record, linkName: null);
            await TryAsync(record, () => NetworkDeletion.OpenAsync(services, network)).ConfigureAwait(false);
            await TryAsync(record, () =>
            {
                services.Registry.Claim(record.Id, record.Name, network.ClaimedLink);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            services.Registry.Publish(network);
        }
    }

    /// <summary>Takes the subnets and addresses that the stored networks and endpoints hold.</summary>
    public async ValueTask ReplayPoolsAsync(CancellationToken cancellationToken)
    {
        foreach (var network in services.Registry.Networks.Values.OrderBy(static network => network.Record.Created))
        {
            await TryAsync(network.Record, async () => await UndoLog.RunAsync(
                $"reserve the subnets of network '{network.Name}'",
                services.Operations,
                async undo =>
                {
                    await services.Pools.ReplayAsync(network.Record, services.EndpointsOf(network.Id), undo).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what the firewall said of a network's policy.</summary>
    public void Refuse(NetworkId network, string reason) => _problems.TryAdd(network, reason);

    private static bool IsUnfinished(StoredNetwork record) => record.State is RecordState.Creating or RecordState.Deleting;

    private async ValueTask TryAsync(StoredNetwork record, Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever a driver throws is this one network's problem, never the start's.
            _problems.TryAdd(record.Id, failure.Message);
        }
    }
}
