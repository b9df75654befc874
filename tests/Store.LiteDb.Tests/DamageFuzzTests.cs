using CsCheck;

namespace NetController.Store.LiteDb.Tests;

/// <summary>Damage of any kind, to any of the files, several at once.</summary>
public sealed class DamageFuzzTests
{
    private static readonly DamagedStore Store = DamagedStore.Create();

    [Test]
    public async Task No_damage_stops_a_start_or_invents_a_record()
    {
        var known = Known(Store.Content).Concat(Known(Store.InterruptedContent)).ToHashSet();
        await Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue], Gen.Int[1, 6]).SampleAsync(
            async damage =>
            {
                var (interrupted, seed, wounds) = damage;
                var disk = interrupted ? Store.Interrupted() : Store.Closed();
                var random = new Random(seed);
                for (; wounds > 0; wounds--)
                {
                    Wound(disk, random);
                }

                await using var store = await TestStore.OpenAsync(disk);

                Assert.That(Known(store.Content).Except(known), Is.Empty);
                Assert.That(StateSnapshot.Read(disk).Generation, Is.EqualTo(store.Generation));
            },
            iter: 150,
            threads: 1);
    }

    [Test]
    public void A_snapshot_cut_anywhere_gives_the_records_before_the_cut()
    {
        var snapshot = Store.Closed().Read(Damage.SnapshotFile)!;
        var known = Known(Store.Content).ToHashSet();
        Gen.Int[0, snapshot.Length].Sample(
            length =>
            {
                var image = LiteDb.Snapshot.SnapshotReader.Read(snapshot.AsSpan(0, length));
                Assert.That(image.Documents.Values.Select(static document => document.Record).Except(known), Is.Empty);
                Assert.That(image.IsIntact, Is.EqualTo(length == snapshot.Length));
            },
            iter: 60,
            threads: 1);
    }

    private static void Wound(MemoryDisk disk, Random random)
    {
        var names = disk.Names.Order(StringComparer.Ordinal).ToList();
        var name = names[random.Next(names.Count)];
        var content = disk.Read(name)!;
        var place = random.Next(content.Length + 1);
        disk.Put(name, random.Next(7) switch
        {
            0 => content[..place],
            1 => Damage.Zeroed(content, place, random.Next(10_000)),
            2 => Damage.Scrambled(content, place, random.Next(64)),
            3 => [.. content, .. new byte[random.Next(10_000)]],
            4 => [.. content[..place], .. content[random.Next(place + 1)..]],
            5 => random.Next(4) == 0 ? null : content,
            _ => Damage.Scrambled(content, place, 1),
        });
    }

    private static IEnumerable<object> Known(StateContent content) =>
        [.. content.Networks.Values, .. content.Endpoints.Values, .. content.Sandboxes.Values, .. content.HostChanges.Values];
}
