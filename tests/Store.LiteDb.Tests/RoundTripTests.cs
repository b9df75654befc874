using CsCheck;

namespace NetController.Store.LiteDb.Tests;

/// <summary>What is written is what is read.</summary>
public sealed class RoundTripTests
{
    [Test]
    public async Task Every_field_of_every_record_survives_a_restart()
    {
        await Gen.Int.SampleAsync(
            async seed =>
            {
                var disk = new MemoryDisk();
                var changes = new RandomChanges(seed);
                StateContent written;
                await using (var store = await TestStore.OpenAsync(disk))
                {
                    for (var index = 0; index < 6; index++)
                    {
                        await store.CommitAsync(changes.Next(store.Content), CancellationToken.None);
                    }

                    written = store.Content;
                }

                await using var reopened = await TestStore.OpenAsync(disk);

                Assert.That(reopened.Opening.Findings, Is.Empty);
                ContentAssert.AreEqual(reopened.Content, written);
                ContentAssert.AreEqual(StateSnapshot.Read(disk).Content, written);
            },
            iter: 60);
    }
}
