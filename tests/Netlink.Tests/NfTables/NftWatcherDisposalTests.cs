using NetController.Netlink.Events;
using NetController.Netlink.NfTables;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>A watcher that is closed while it is being read ends the reading without an exception, wherever the reading is.</summary>
public sealed class NftWatcherDisposalTests
{
    [Test]
    public async Task Disposal_right_after_the_snapshot_ends_the_reading()
    {
        using var signal = new FakeSignal();
        using var watcher = Watch(new FakeKernel(), signal);
        await using var reading = watcher.FollowAsync().GetAsyncEnumerator();
        Assert.That(await reading.MoveNextAsync(), Is.True);
        Assert.That(reading.Current, Is.TypeOf<NftEvent.Snapshot>());

        watcher.Dispose();
        Assert.That(await reading.MoveNextAsync(), Is.False);
    }

    [Test]
    public async Task Disposal_while_the_ruleset_is_read_again_ends_the_reading()
    {
        using var signal = new FakeSignal();
        var kernel = new FakeKernel().Fail(Errno.ENOBUFS);
        using var nft = Nft();
        using var stream = new EventStream<NftEvent>(kernel, signal, new NftEventDecoder(), 4096);
        using var watcher = new NftWatcher(nft, stream);
        await using var reading = watcher.FollowAsync().GetAsyncEnumerator();
        Assert.That(await reading.MoveNextAsync(), Is.True);

        // As where another thread is within Dispose when the overrun is met.
        nft.Dispose();
        Assert.That(await reading.MoveNextAsync(), Is.False);
    }

    private static NftWatcher Watch(FakeKernel announcements, FakeSignal signal) => new(Nft(), new EventStream<NftEvent>(announcements, signal, new NftEventDecoder(), 4096));

    /// <summary>A connection whose kernel answers one reading of an empty ruleset.</summary>
    private static NftConnection Nft()
    {
        var kernel = new FakeKernel().Answer(Generation(1)).Answer(Acknowledgement(2, -85)).Answer(Done(4)).Answer(Done(5)).Answer(Done(6)).Answer(Done(7)).Answer(Generation(8));
        return new NftConnection(kernel.Socket(), new NetlinkSocketOptions());
    }

    private static byte[] Generation(uint sequence) => Message(0xa0f, 0, sequence, [0, 0, 0, 0, .. Attribute(1, [0, 0, 0, 7])]);
}
