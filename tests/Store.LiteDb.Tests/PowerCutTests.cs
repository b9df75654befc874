namespace NetController.Store.LiteDb.Tests;

/// <summary>The power is cut before every single operation on the disk, and what was not synced is lost, kept in part, reordered and torn.</summary>
public sealed class PowerCutTests
{
    private const int Changes = 6;

    [Test]
    public async Task No_network_acknowledged_before_a_power_cut_is_lost([Values(1, 2)] int seed)
    {
        var cuts = await CutEverywhereAsync(Workload.OfNetworks(seed, Changes));

        Assert.That(cuts, Is.GreaterThan(400));
    }

    [Test]
    public async Task No_network_is_lost_where_endpoints_come_and_go_between([Values(3, 4)] int seed)
    {
        var cuts = await CutEverywhereAsync(Workload.Mixed(seed, Changes + 2));

        Assert.That(cuts, Is.GreaterThan(400));
    }

    private static async Task<int> CutEverywhereAsync(IReadOnlyList<StateChange> changes)
    {
        var whole = new MemoryDisk();
        await new Workload(changes).RunAsync(whole);
        var cuts = 0;
        for (var operation = 0; operation < whole.Trace.Count; operation++)
        {
            var disk = new MemoryDisk { Fault = CutFrom(operation) };
            var workload = new Workload(changes);
            await workload.RunAsync(disk);
            foreach (var loss in Losses(operation))
            {
                var where = $"cut before operation {operation} ({whole.Trace[operation]}), {loss.GetType().Name}";
                await AssertSurvivesAsync(disk.AfterPowerCut(loss), workload, where);
                cuts++;
            }
        }

        return cuts;
    }

    private static async Task AssertSurvivesAsync(MemoryDisk disk, Workload workload, string where)
    {
        // The start after the cut is cut as well, at a place that moves with the first one.
        var second = disk.AfterKill();
        second.Fault = CutFrom(where.Length % 7);
        await new Workload([]).RunAsync(second);

        foreach (var survivor in new[] { disk, second.AfterPowerCut(PowerLoss.LosesEverything) })
        {
            survivor.Fault = null;
            await using var store = await TestStore.OpenAsync(survivor);
            if (workload.Contents.Count == 0)
            {
                Assert.That(store.Content.Networks, Is.Empty, where);
                continue;
            }

            var index = workload.IndexOf(store.Content);
            Assert.That(index, Is.Not.Null, $"{where}: the content is none that ever was");
            Assert.That(index, Is.InRange(workload.Durable, workload.Contents.Count - 1), where);
            Assert.That(store.Content.Instance, Is.EqualTo(workload.Contents[0].Instance), where);
            Assert.That(store.Opening.Findings, Is.Empty, where);
        }
    }

    private static IEnumerable<PowerLoss> Losses(int seed) =>
        [PowerLoss.LosesEverything, PowerLoss.LosesNothing, PowerLoss.KeepsSomeOfTheFirst(seed), PowerLoss.KeepsAny(seed), PowerLoss.KeepsAny(seed + 1000)];

    private static Func<int, string, Exception?> CutFrom(int operation) =>
        (index, _) => index >= operation ? new IOException("the power is gone") : null;
}
