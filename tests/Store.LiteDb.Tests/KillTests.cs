using System.Globalization;

namespace NetController.Store.LiteDb.Tests;

/// <summary>A process that writes is killed a hundred times, at moments of nobody's choosing.</summary>
public sealed class KillTests
{
    private const int Lanes = 4;
    private const int KillsOfALane = 25;

    [Test]
    public async Task No_acknowledged_change_is_lost_in_a_hundred_kills_and_every_start_succeeds()
    {
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(static lane => Task.Run(() => KillAgainAndAgainAsync(lane))));

        Assert.That(acknowledged.Sum(), Is.GreaterThan(Lanes * KillsOfALane));
    }

    private static async Task<int> KillAgainAndAgainAsync(int lane)
    {
        using var folder = new TemporaryFolder();
        var moment = new Random(lane);
        var acknowledged = 0;
        for (var kill = 0; kill < KillsOfALane; kill++)
        {
            using var writer = new Writer(folder.Path, (lane * KillsOfALane) + kill);
            var said = writer.Read(lines: moment.Next(1, 30)).ToList();
            Thread.SpinWait(moment.Next(200_000));
            said.AddRange(writer.Kill());

            await using var store = await TestStore.OpenAsync(folder.Path);

            Assert.That(store.Opening.Findings, Is.Empty, $"lane {lane}, kill {kill}");
            AssertHolds(store, said, kill);
            acknowledged += said.Count(static line => line.StartsWith("ack", StringComparison.Ordinal)) - 1;
        }

        return acknowledged;
    }

    /// <summary>The store holds the last change acknowledged, or the one begun after it.</summary>
    private static void AssertHolds(LiteDbStateStore store, List<string> said, int kill)
    {
        var holds = string.Create(CultureInfo.InvariantCulture, $"{store.Generation} {ContentHash.Of(store.Content)}");
        var last = said.Last(static line => line.StartsWith("ack", StringComparison.Ordinal))[4..];
        var begun = said[^1].StartsWith("try", StringComparison.Ordinal) ? said[^1][4..] : last;

        Assert.That(holds, Is.AnyOf(last, begun), $"kill {kill}");
    }
}
