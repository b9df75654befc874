using System.Text;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>Every way an answer can be wrong, at the byte boundary.</summary>
public sealed class ReceiveLoopTests
{
    private static readonly LinkIndex Two = new(2);

    private readonly LinkUpdate _update = new() { IsUp = true, Mtu = 9 };
    private FakeKernel _kernel = new();
    private NetlinkSocket _socket = null!;
    private RouteConnection _route = null!;

    [SetUp]
    public void Open()
    {
        _kernel = new FakeKernel();
        _socket = _kernel.Socket();
        _route = new RouteConnection(_socket);
    }

    [TearDown]
    public void Close()
    {
        _route.Dispose();
        _socket.Dispose();
        _kernel.Dispose();
    }

    [Test]
    public void An_acknowledgement_ends_a_request()
    {
        _kernel.Answer(Acknowledgement(1)).Answer(Acknowledgement(2));
        _route.UpdateLink(Two, _update);
        _route.UpdateLink(Two, _update);
        Assert.That(_kernel.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_error_carries_number_operation_text_and_attribute()
    {
        // The MTU attribute stands behind the message header and struct ifinfomsg: 16 + 16 bytes.
        _kernel.Answer(Acknowledgement(1, -22, Attribute(1, [.. Encoding.UTF8.GetBytes("too small"), 0]), Attribute(2, BitConverter.GetBytes(32))));
        var error = Assert.Throws<NetlinkException>(() => _route.UpdateLink(Two, _update))!;
        Assert.That((error.Errno, error.Operation, error.KernelMessage, error.Attribute), Is.EqualTo((Errno.EINVAL, "link set dev #2", "too small", "IFLA_MTU")));
        Assert.That(error.Message, Is.EqualTo("link set dev #2: EINVAL (Invalid argument): kernel says \"too small\" (attribute IFLA_MTU)"));
    }

    [Test]
    public void An_error_that_quotes_the_whole_request_is_understood()
    {
        byte[] request = Message(16, 5, 1, new byte[21], 0);
        byte[] payload = [.. BitConverter.GetBytes(-17), .. request, .. Attribute(1, "text\0"u8)];
        _kernel.Answer(Message(2, 0x200, 1, payload));
        Assert.That(() => _route.UpdateLink(Two, _update), Throws.TypeOf<NetlinkException>().With.Property("KernelMessage").EqualTo("text"));
    }

    [Test]
    public void A_datagram_of_another_process_is_ignored()
    {
        _kernel.AnswerFrom(4711, false, Acknowledgement(1, -1)).Answer(Acknowledgement(1));
        _route.UpdateLink(Two, _update);
    }

    [Test]
    public void An_interrupted_system_call_is_repeated()
    {
        _kernel.SendErrors.Enqueue(Errno.EINTR);
        _kernel.Fail(Errno.EINTR).Answer(Acknowledgement(1));
        _route.UpdateLink(Two, _update);
        Assert.That(_kernel.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_failure_to_send_leaves_the_socket_usable()
    {
        _kernel.SendErrors.Enqueue(Errno.EPERM);
        Assert.That(() => _route.UpdateLink(Two, _update), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EPERM));
        _kernel.Answer(Acknowledgement(2));
        _route.UpdateLink(Two, _update);
    }

    [Test]
    public void A_datagram_too_long_for_the_send_buffer_makes_it_grow_once()
    {
        _kernel.SendErrors.Enqueue(Errno.EMSGSIZE);
        _kernel.Answer(Acknowledgement(1));
        _route.UpdateLink(Two, _update);
        Assert.That(_kernel.SendBuffer, Is.EqualTo(_kernel.Sent[0].Length));
    }

    [Test]
    public void A_datagram_too_long_for_any_send_buffer_is_an_error()
    {
        _kernel.SendErrors.Enqueue(Errno.EMSGSIZE);
        _kernel.SendErrors.Enqueue(Errno.EMSGSIZE);
        Assert.That(() => _route.UpdateLink(Two, _update), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EMSGSIZE));
    }

    private static IEnumerable<TestCaseData> Nonsense()
    {
        yield return new TestCaseData((FakeKernel k) => k.Answer(Acknowledgement(9)), "sequence number 9").SetName("A_wrong_sequence_number_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Acknowledgement(0)), "sequence number 0").SetName("An_old_sequence_number_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Message(2, 0, 1, new byte[20], 5)), "port 5").SetName("A_message_for_another_port_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.AnswerFrom(0, true, Acknowledgement(1)), "cut off").SetName("A_truncated_datagram_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Fail(Errno.ENOBUFS), "ENOBUFS").SetName("An_overflowing_queue_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Fail(Errno.EAGAIN), "timeout").SetName("Silence_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Fail(Errno.EBADF), "EBADF").SetName("A_failing_receive_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer([]), "empty").SetName("An_empty_datagram_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(new byte[7]), "7 bytes").SetName("Half_a_header_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer([255, .. new byte[15]]), "claims 255").SetName("A_length_beyond_the_datagram_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer([3, .. new byte[15]]), "claims 3").SetName("A_length_below_the_header_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Message(2, 0, 1, [1, 0])), "2 bytes").SetName("A_short_error_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Message(2, 0x300, 1, BitConverter.GetBytes(-1))), "fewer than the header").SetName("An_error_without_request_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Message(2, 0x200, 1, [.. BitConverter.GetBytes(-1), 255, 255, 255, 255, .. new byte[12]])), "quotes a request").SetName("An_error_with_an_impossible_quote_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Acknowledgement(1, 5)), "positive").SetName("A_positive_error_number_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Acknowledgement(1), Acknowledgement(1)), "follows the end").SetName("A_message_after_the_end_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Message(4, 0, 1, [])), "OVERRUN").SetName("An_overrun_breaks_the_socket");
        yield return new TestCaseData((FakeKernel k) => k.Answer(Acknowledgement(1, -1, [2, 0, 1, 0])), "NLMSGERR_ATTR_MSG claims 2").SetName("A_malformed_extended_acknowledgement_breaks_the_socket");
    }

    [TestCaseSource(nameof(Nonsense))]
    public void Nonsense_breaks_the_socket_for_good(Delegate answer, string reason)
    {
        ((Func<FakeKernel, FakeKernel>)answer)(_kernel);
        var first = Assert.Throws<NetlinkProtocolException>(() => _route.UpdateLink(Two, _update))!;
        Assert.That(first.Message, Does.StartWith("link set dev #2: ").And.Contain(reason));
        var later = Assert.Throws<NetlinkProtocolException>(() => _route.ListLinks())!;
        Assert.That(later.Message, Does.Contain("broken"));
        Assert.That(later.InnerException, Is.SameAs(first.InnerException));
        Assert.That(_kernel.Sent, Has.Count.EqualTo(1), "nothing more is sent");
    }

    [Test]
    public void A_dump_is_read_over_several_datagrams()
    {
        _kernel.Answer(Link(1, 1, "lo"), Link(1, 2, "a")).Answer(Link(1, 3, "b")).Answer(Done(1));
        Assert.That(_route.ListLinks().Select(static l => l.Name), Is.EqualTo(new[] { "lo", "a", "b" }));
    }

    [Test]
    public void An_error_in_the_done_message_is_an_error()
    {
        _kernel.Answer(Link(1, 1, "lo"), Done(1, -13));
        Assert.That(() => _route.ListLinks(), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EACCES));
    }

    [Test]
    public void An_error_in_place_of_a_dump_is_an_error()
    {
        _kernel.Answer(Acknowledgement(1, -1));
        Assert.That(() => _route.ListLinks(), Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("link show"));
    }

    [Test]
    public void An_interrupted_dump_is_repeated_and_its_first_half_forgotten()
    {
        _kernel.Answer(Link(1, 1, "old", 0x12), Done(1)).Answer(Link(2, 2, "older"), Done(2, 0, 0x12)).Answer(Link(3, 3, "new"), Done(3));
        Assert.That(_route.ListLinks().Select(static l => l.Name), Is.EqualTo(new[] { "new" }));
        Assert.That(_kernel.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_dump_that_is_interrupted_always_is_given_up_and_the_socket_stays_usable()
    {
        for (var i = 1u; i <= 3; i++)
        {
            _kernel.Answer(Link(i, 1, "lo", 0x12), Done(i));
        }

        Assert.That(() => _route.ListLinks(), Throws.TypeOf<DumpInterruptedException>().With.Property("Attempts").EqualTo(3).And.Property("Operation").EqualTo("link show"));
        _kernel.Answer(Link(4, 1, "lo"), Done(4));
        Assert.That(_route.ListLinks(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_malformed_object_is_reported_after_the_stream_was_read_to_its_end()
    {
        var malformed = Message(16, 2, 1, [.. new byte[16], .. Attribute(4, [1, 2])]);
        _kernel.Answer(malformed, Link(1, 2, "a")).Answer(Done(1));
        Assert.That(() => _route.ListLinks(), Throws.TypeOf<NetlinkProtocolException>().With.Message.EqualTo("attribute IFLA_MTU holds 2 bytes where 4 are expected"));
        _kernel.Answer(Link(2, 1, "lo"), Done(2));
        Assert.That(_route.ListLinks(), Has.Length.EqualTo(1), "the socket is still in step");
    }

    [Test]
    public void A_parser_cannot_use_the_socket_it_is_called_by()
    {
        _kernel.Answer(Link(1, 1, "lo"), Done(1));
        using var request = _socket.Begin(18, MessageFlags.None, "link show");
        Assert.That(() => _socket.Dump<Link>(request, _ => { _route.ListLinks(); return null; }), Throws.InvalidOperationException);
    }

    [Test]
    public void A_query_ends_with_its_one_message()
    {
        _kernel.Answer(Link(1, 5, "a", 0));
        Assert.That(_route.FindLink("a")!.Index, Is.EqualTo(new LinkIndex(5)));
        _kernel.Answer(Acknowledgement(2, -19));
        Assert.That(_route.FindLink("a"), Is.Null, "ENODEV is absence");
        _kernel.Answer(Acknowledgement(3, -1));
        Assert.That(() => _route.FindLink("a"), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EPERM));
    }

    [Test]
    public void A_created_link_is_the_one_echoed()
    {
        _kernel.Answer(Link(1, 5, "br0", 0)).Answer(Acknowledgement(1));
        Assert.That(_route.CreateLink(new BridgeSpec("br0")).Index, Is.EqualTo(new LinkIndex(5)));
    }

    [Test]
    public void A_kernel_that_does_not_echo_is_asked_once_more()
    {
        _kernel.Links["br0"] = 5;
        _kernel.Answer(Acknowledgement(1)).Answer(Link(2, 5, "br0", 0));
        Assert.That(_route.CreateLink(new BridgeSpec("br0")).Index, Is.EqualTo(new LinkIndex(5)));
    }

    [Test]
    public void A_link_that_cannot_be_marked_is_removed_again()
    {
        _kernel.Answer(Link(1, 5, "br0", 0)).Answer(Acknowledgement(1)).Answer(Acknowledgement(2, -22)).Answer(Link(3, 5, "br0", 0)).Answer(Acknowledgement(4));
        Assert.That(() => _route.CreateLink(new BridgeSpec("br0") { Alias = "ours" }), Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("link set alias ours dev #5"));
        Assert.That(BitConverter.ToUInt16(_kernel.Sent[2], 4), Is.EqualTo(17), "RTM_DELLINK");
    }

    [Test]
    public void A_request_of_another_socket_or_one_that_was_returned_is_refused()
    {
        using var other = new FakeKernel().Socket();
        using var request = other.Begin(18, MessageFlags.None, "x");
        Assert.That(() => _socket.Execute(request), Throws.InvalidOperationException);
        var mine = _socket.Begin(18, MessageFlags.None, "x");
        mine.Dispose();
        Assert.That(() => _socket.Execute(mine), Throws.InvalidOperationException);
    }
}
