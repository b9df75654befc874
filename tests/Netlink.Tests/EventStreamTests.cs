using NetController.Netlink.Events;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>Every way a subscription's datagrams can be wrong, at the byte boundary.</summary>
public sealed class EventStreamTests
{
    private FakeKernel _kernel = null!;
    private FakeSignal _signal = null!;
    private RouteWatcher _watcher = null!;

    [SetUp]
    public void Open()
    {
        _kernel = new FakeKernel();
        _signal = new FakeSignal();
        _watcher = new RouteWatcher(new EventStream<RouteEvent>(_kernel, _signal, new RouteEventDecoder(), 4096));
    }

    [TearDown]
    public void Close()
    {
        _watcher.Dispose();
        _signal.Dispose();
        _kernel.Dispose();
    }

    [Test]
    public async Task Several_messages_of_a_datagram_are_several_events()
    {
        _kernel.Answer(Link(7, 1, "lo"), Link(8, 2, "a")).Answer(Link(0, 3, "b"));
        Assert.That(await Read(3), Is.EqualTo(["lo", "a", "b"]));
        Assert.That(_signal.Waits, Is.Zero, "what is there is read without waiting");
    }

    [Test]
    public async Task A_reader_that_stops_within_a_datagram_goes_on_there()
    {
        _kernel.Answer(Link(7, 1, "lo"), Link(8, 2, "a"));
        Assert.That(await Read(1), Is.EqualTo(["lo"]));
        Assert.That(await Read(1), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task A_datagram_of_another_process_is_ignored()
    {
        _kernel.AnswerFrom(4711, false, Link(0, 1, "forged")).Answer(Link(0, 2, "true"));
        Assert.That(await Read(1), Is.EqualTo(["true"]));
    }

    [Test]
    public async Task Messages_that_are_no_events_are_skipped()
    {
        _kernel.Answer(Done(1), Acknowledgement(1, -5), Message(1, 0, 0, []), Message(999, 0, 0, [1, 2]), Message(36, 0, 0, new byte[12]), Link(0, 1, "lo"));
        Assert.That(await Read(1), Is.EqualTo(["lo"]));
    }

    [Test]
    public async Task A_truncated_datagram_is_a_loss_and_the_next_one_may_be_larger()
    {
        _kernel.AnswerFrom(0, true, Link(0, 1, "cut")).Answer(Message(16, 0, 0, [.. new byte[16], .. Attribute(26, new byte[7000])]));
        Assert.That(await Read(2), Is.EqualTo(["Overrun Truncated", ""]));
    }

    [Test]
    public async Task A_full_queue_is_emptied_before_the_loss_is_reported()
    {
        // The kernel drops everything until the queue has been empty once: what is listed before that would miss it.
        _kernel.Answer(Link(0, 1, "before")).Fail(Errno.ENOBUFS).Answer(Link(0, 2, "queued")).Fail(Errno.ENOBUFS).Answer(Link(0, 3, "queued")).Fail(Errno.EAGAIN).Answer(Link(0, 4, "after"));
        Assert.That(await Read(3), Is.EqualTo(["before", "Overrun QueueFull", "after"]));
    }

    [Test]
    public async Task A_full_queue_noticed_while_waiting_is_a_loss()
    {
        _signal.Answer(Errno.ENOBUFS);
        Assert.That(await Read(1), Is.EqualTo(["Overrun QueueFull"]));
    }

    [Test]
    public async Task An_interrupted_system_call_is_repeated()
    {
        _kernel.Fail(Errno.EINTR).Answer(Link(0, 1, "lo"));
        Assert.That(await Read(1), Is.EqualTo(["lo"]));
    }

    [Test]
    public void A_failing_receive_is_an_error()
    {
        _kernel.Fail(Errno.EBADF);
        Assert.That(async () => await Read(1), Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("EBADF"));
    }

    [TestCase(7, "ends with 7 bytes")]
    [TestCase(255, "claims 255")]
    [TestCase(3, "claims 3")]
    public async Task A_datagram_without_sense_is_an_error_and_reading_goes_on_behind_it(byte length, string reason)
    {
        _kernel.Answer(Link(0, 1, "good"), length == 7 ? new byte[7] : [length, .. new byte[15]]).Answer(Link(0, 2, "next"));
        Assert.That(await Read(1), Is.EqualTo(["good"]));
        Assert.That(async () => await Read(1), Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains(reason));
        Assert.That(await Read(1), Is.EqualTo(["next"]));
    }

    [Test]
    public async Task A_message_that_cannot_be_decoded_is_an_error_and_reading_goes_on_behind_it()
    {
        _kernel.Answer(Message(16, 0, 0, [1, 2, 3]), Link(0, 2, "next"));
        Assert.That(async () => await Read(1), Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("ifinfomsg"));
        Assert.That(await Read(1), Is.EqualTo(["next"]));
    }

    [Test]
    public void A_second_reader_is_refused_while_the_first_waits()
    {
        var first = Read(1);
        Assert.That(async () => await Read(1), Throws.TypeOf<InvalidOperationException>());
        _watcher.Dispose();
        Assert.That(async () => await first, Is.Empty);
    }

    [Test]
    public async Task Disposal_ends_a_reading_and_later_ones_are_refused()
    {
        var reading = Read(1);
        _watcher.Dispose();
        Assert.That(await reading, Is.Empty);
        Assert.That(async () => await Read(1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Disposal_while_a_decoder_lists_ends_the_reading_too()
    {
        // A mirror closes its stream first, then the connection that its decoder may be listing by on another thread.
        var decoder = new ListingDecoder();
        using var stream = new EventStream<RouteEvent>(_kernel, _signal, decoder, 4096);
        decoder.Listing = () =>
        {
            stream.Dispose();
            throw new ObjectDisposedException("connection");
        };
        _kernel.Answer(Link(0, 1, "lo"));
        Assert.That(await stream.ReadAllAsync(CancellationToken.None).ToListAsync(), Is.Empty);
    }

    [Test]
    public void A_decoder_that_finds_its_connection_closed_by_others_fails()
    {
        using var stream = new EventStream<RouteEvent>(_kernel, _signal, new ListingDecoder { Listing = static () => throw new ObjectDisposedException("connection") }, 4096);
        _kernel.Answer(Link(0, 1, "lo"));
        Assert.That(async () => await stream.ReadAllAsync(CancellationToken.None).ToListAsync(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Cancellation_ends_a_reading_even_where_events_never_cease()
    {
        using var cancel = new CancellationTokenSource();
        for (var i = 0; i < 100; i++)
        {
            _kernel.Answer(Link(0, 1, "lo"));
        }

        var seen = 0;
        Assert.That(async () =>
        {
            await foreach (var _ in _watcher.ReadAllAsync(cancel.Token))
            {
                if (++seen == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        }, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(3));
    }

    [Test]
    public async Task A_port_of_a_bridge_is_no_link_that_is_deleted()
    {
        var left = Link(0, 2, "p");
        (left[4], left[16]) = (17, 7);
        var about = Message(16, 0, 0, [7, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Attribute(10, BitConverter.GetBytes(9))]);
        var leaves = Message(17, 0, 0, [7, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Attribute(10, BitConverter.GetBytes(9))]);
        _kernel.Answer(left, about, leaves, Link(0, 3, "end"));
        Assert.That(await Read(3), Is.EqualTo(["port #2 of #9", "port #2 of ", "end"]));
    }

    [TestCase(RouteGroups.None)]
    [TestCase((RouteGroups)0x4000)]
    public void Subscribing_to_nothing_is_refused(RouteGroups groups) =>
        Assert.That(() => RouteWatcher.Open(groups), Throws.ArgumentException.With.Message.Contains("names no group"));

    private async Task<List<string>> Read(int count)
    {
        var seen = new List<string>();
        await foreach (var change in _watcher.ReadAllAsync())
        {
            seen.Add(change switch
            {
                RouteEvent.LinkChanged(var link) => link.Name,
                RouteEvent.LinkDeleted(var link) => "deleted " + link.Name,
                RouteEvent.BridgePortChanged(var port, var bridge) => $"port {port} of {bridge}",
                RouteEvent.Overrun(var reason) => $"Overrun {reason}",
                _ => change.ToString(),
            });
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }

    private sealed class ListingDecoder : IEventDecoder<RouteEvent>
    {
        internal Action Listing { get; set; } = static () => { };

        public RouteEvent? Decode(MessageReader message)
        {
            Listing();
            return null;
        }

        public RouteEvent Lost(EventLoss loss) => new RouteEvent.Overrun(loss);
    }
}
