using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Tests;

/// <summary>Lines missing at the end of a snapshot: what a power cut may do, and what only damage does.</summary>
public sealed class SnapshotTests
{
    private readonly RandomChanges _random = new(31);

    [TestCase("eN", 1, true, TestName = "An_endpoint_lost_before_an_unfinished_change_is_a_power_cut")]
    [TestCase("Nee", 2, true, TestName = "An_endpoint_lost_at_the_end_is_a_power_cut")]
    [TestCase("Neee", 2, true, TestName = "An_endpoint_lost_before_other_endpoints_is_a_power_cut")]
    [TestCase("NeNe", 2, false, TestName = "An_endpoint_lost_before_a_finished_change_of_a_network_is_damage")]
    [TestCase("NNe", 1, false, TestName = "A_network_lost_before_a_finished_change_of_a_network_is_damage")]
    [TestCase("NN", 2, true, TestName = "The_last_change_lost_is_a_power_cut")]
    public async Task A_hole_is_told_by_what_follows_it(string changes, int hole, bool powerCut)
    {
        var snapshot = await WrittenAsync(changes);

        var image = SnapshotReader.Read(Damage.LineFlipped(snapshot, hole));

        Assert.That(image.IsIntact, Is.EqualTo(powerCut), string.Join('\n', image.Problems));
        Assert.That(image.Changes, Has.Length.EqualTo(hole - 1));
    }

    /// <summary>The snapshot of a store that wrote a network for each N and an endpoint for each e, and was then killed.</summary>
    private async Task<byte[]> WrittenAsync(string changes)
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        foreach (var change in changes)
        {
            await store.CommitAsync(
                change == 'N' ? new StateChange { Networks = [_random.Network()] } : new StateChange { Endpoints = [_random.Endpoint()] }, CancellationToken.None);
        }

        return disk.AfterKill().Read(Damage.SnapshotFile)!;
    }
}
