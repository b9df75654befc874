namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>
/// Opens a store on a disk, writes a fixed series of changes and closes it, and remembers what was acknowledged on the way. The disk may
/// fail or lose its power at any point.
/// </summary>
internal sealed class Workload(IReadOnlyList<StateChange> changes)
{
    private readonly List<StateContent> _contents = [];

    /// <summary>Random changes of all kinds.</summary>
    public static IReadOnlyList<StateChange> Mixed(int seed, int count)
    {
        var random = new RandomChanges(seed);
        var content = new StateContent(InstanceId.New(RandomSource.Secure));
        var changes = new List<StateChange>();
        for (var index = 0; index < count; index++)
        {
            changes.Add(random.Next(content));
            content = content.Apply(changes[^1]);
        }

        return changes;
    }

    /// <summary>Random changes that each touch a network, which must survive a power cut.</summary>
    public static IReadOnlyList<StateChange> OfNetworks(int seed, int count)
    {
        var random = new RandomChanges(seed);
        return [.. Mixed(seed, count).Select(change => change with { Networks = [.. change.Networks, random.Network()] })];
    }

    /// <summary>The content after each change, the empty one first; one more than the changes begun.</summary>
    public IReadOnlyList<StateContent> Contents => _contents;

    /// <summary>How many changes must be there after a kill.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How many changes must be there after a power cut.</summary>
    public int Durable { get; private set; }

    /// <summary>Runs until the end or until the disk fails for good.</summary>
    public async Task RunAsync(MemoryDisk disk)
    {
        LiteDbStateStore store;
        try
        {
            store = await TestStore.OpenAsync(disk);
        }
        catch (ResourceUnavailableException)
        {
            return;
        }

        _contents.Add(store.Content);
        try
        {
            foreach (var change in changes)
            {
                _contents.Add(_contents[^1].Apply(change));
                await store.CommitAsync(change, CancellationToken.None);
                Acknowledged = _contents.Count - 1;
                Durable = OutlivesReboot(change) ? Acknowledged : Durable;
            }
        }
        catch (ResourceUnavailableException)
        {
            // The power is gone: nothing more can be acknowledged.
        }

        await store.DisposeAsync();
    }

    /// <summary>Which of the contents this one is; null where it is none of them.</summary>
    public int? IndexOf(StateContent content)
    {
        var hash = ContentHash.Of(content);
        for (var index = _contents.Count - 1; index >= 0; index--)
        {
            if (ContentHash.Of(_contents[index]) == hash)
            {
                return index;
            }
        }

        return null;
    }

    private static bool OutlivesReboot(StateChange change) =>
        change.Networks.Any(static network => network.State is RecordState.Active or RecordState.Degraded)
        || change.HostChanges.Length + change.DeletedNetworks.Length + change.DeletedHostChanges.Length > 0;
}
