using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Stores to be damaged, each made once and copied.</summary>
internal sealed class DamagedStore
{
    private const int Data = 4;

    private readonly MemoryDisk _closed;
    private readonly MemoryDisk _interrupted;

    private DamagedStore(MemoryDisk older, MemoryDisk closed, StateContent content, MemoryDisk interrupted, StateContent interruptedContent, MemoryDisk foreign, MemoryDisk foreignInterrupted) =>
        (Older, _closed, Content, _interrupted, InterruptedContent, Foreign, ForeignInterrupted) =
        (older, closed, content, interrupted, interruptedContent, foreign, foreignInterrupted);

    /// <summary>The store before its last changes.</summary>
    public MemoryDisk Older { get; }

    /// <summary>The content of the store before its last changes.</summary>
    public required StateContent OlderContent { get; init; }

    /// <summary>The content of the closed store.</summary>
    public StateContent Content { get; }

    /// <summary>The content of the store that was interrupted, the transaction included.</summary>
    public StateContent InterruptedContent { get; }

    /// <summary>Another store, of another instance.</summary>
    public MemoryDisk Foreign { get; }

    /// <summary>Another store with a transaction in its log.</summary>
    public MemoryDisk ForeignInterrupted { get; }

    /// <summary>A page of the database that holds documents.</summary>
    public int DocumentPage { get; private init; }

    /// <summary>A store that was closed in order.</summary>
    public MemoryDisk Closed() => _closed.AfterKill();

    /// <summary>A store that was killed between two pages of a transaction: the first is new, the second torn, the rest old.</summary>
    public MemoryDisk Interrupted() => _interrupted.AfterKill();

    public static DamagedStore Create()
    {
        var (older, olderContent) = Filled(new MemoryDisk(), seed: 5);
        var (closed, content) = Filled(older.AfterKill(), seed: 6);
        var (interrupted, after) = Interrupt(closed.AfterKill());
        var (foreign, _) = Filled(new MemoryDisk(), seed: 7);
        var (foreignInterrupted, _) = Interrupt(foreign.AfterKill());
        return new DamagedStore(older, closed, content, interrupted, after, foreign, foreignInterrupted)
        {
            OlderContent = olderContent,
            DocumentPage = FindDocumentPage(closed),
        };
    }

    private static (MemoryDisk Disk, StateContent Content) Filled(MemoryDisk disk, int seed) => Run(disk, async store =>
    {
        foreach (var change in Workload.OfNetworks(seed, count: 20))
        {
            await store.CommitAsync(change, CancellationToken.None);
        }

        return store.Content;
    });

    private static (MemoryDisk Disk, StateContent Content) Interrupt(MemoryDisk disk)
    {
        MemoryDisk? torn = null;
        var (_, content) = Run(disk, async store =>
        {
            var writes = 0;
            disk.Fault = (_, step) =>
            {
                if (step == $"write {StateFiles.Database}" && ++writes == 2)
                {
                    torn = disk.AfterKill();
                }

                return null;
            };
            await store.CommitAsync(new StateChange { Networks = [new RandomChanges(8).Network()] }, CancellationToken.None);
            return store.Content;
        });
        var whole = disk.Read(StateFiles.Database)!;
        var half = torn!.Read(StateFiles.Database)!;
        var place = Enumerable.Range(0, half.Length / Damage.Page).Last(page => !Same(whole, half, page)) * Damage.Page;
        whole.AsSpan(place, Damage.Page / 2).CopyTo(half.AsSpan(place));
        torn.Put(StateFiles.Database, half);
        return (torn, content);
    }

    private static bool Same(byte[] left, byte[] right, int page) =>
        left.AsSpan(page * Damage.Page, Damage.Page).SequenceEqual(right.AsSpan(page * Damage.Page, Damage.Page));

    private static (MemoryDisk Disk, StateContent Content) Run(MemoryDisk disk, Func<LiteDbStateStore, Task<StateContent>> body) => Task.Run(async () =>
    {
        await using var store = await TestStore.OpenAsync(disk);
        return (disk, await body(store));
    }).GetAwaiter().GetResult();

    // The fifth byte of a page tells its type.
    private static int FindDocumentPage(MemoryDisk disk)
    {
        var file = disk.Read(StateFiles.Database)!;
        return Enumerable.Range(0, file.Length / Damage.Page).Last(page => file[(page * Damage.Page) + 4] == Data);
    }
}
