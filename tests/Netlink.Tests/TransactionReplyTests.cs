using System.Buffers.Binary;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>How the answers to a netfilter transaction are read: requests 2 and 3 between the beginning, 1, and the end, 4.</summary>
public sealed class TransactionReplyTests
{
    private const uint Beginning = 1;
    private const uint First = 2;
    private const uint Last = 3;

    private FakeKernel _kernel = new();
    private NetlinkSocket _socket = null!;

    [SetUp]
    public void Open()
    {
        _kernel = new FakeKernel();
        _socket = _kernel.Socket();
    }

    [TearDown]
    public void Close()
    {
        _socket.Dispose();
        _kernel.Dispose();
    }

    [Test]
    public void Only_the_last_request_before_the_end_is_to_be_acknowledged()
    {
        _kernel.Answer(Acknowledgement(Last));
        Commit();
        Assert.That(Flags(_kernel.Sent[0]), Is.EqualTo(new ushort[] { 1, 1, 1 | 4, 1 }));
    }

    [Test]
    public void The_first_of_several_errors_is_reported_and_the_socket_stays_usable()
    {
        _kernel.Answer(Acknowledgement(First, -2)).Answer(Acknowledgement(Last, -17)).Answer(Acknowledgement(7));
        Assert.That(Commit, Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("first").And.Property("Errno").EqualTo(Errno.ENOENT));
        Commit();
    }

    [Test]
    public void An_error_of_an_early_request_waits_for_the_answer_of_the_last()
    {
        _kernel.Answer(Acknowledgement(First, -2)).Answer(Acknowledgement(Last)).Answer(Acknowledgement(7));
        Assert.That(Commit, Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("first"));
        Commit();
    }

    [Test]
    public void An_error_of_the_beginning_is_the_whole_answer()
    {
        _kernel.Answer(Acknowledgement(Beginning, -85)).Fail(Errno.EAGAIN).Answer(Acknowledgement(7));
        Assert.That(Commit, Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("begin").And.Property("Errno").EqualTo(Errno.ERESTART));
        Commit();
    }

    [Test]
    public void Changes_that_could_not_be_put_into_force_are_an_error_before_the_acknowledgement_of_the_last()
    {
        _kernel.Answer(Acknowledgement(Beginning, -31)).Answer(Acknowledgement(Last)).Answer(Acknowledgement(7));
        Assert.That(Commit, Throws.TypeOf<NetlinkException>().With.Property("Operation").EqualTo("begin").And.Property("Errno").EqualTo(Errno.EMLINK));
        Commit();
    }

    [Test]
    public void More_errors_than_the_queue_holds_still_give_the_first()
    {
        _kernel.Fail(Errno.ENOBUFS).Answer(Acknowledgement(First, -2)).Fail(Errno.EAGAIN).Answer(Acknowledgement(7));
        Assert.That(Commit, Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
        Commit();
    }

    [Test]
    public void An_answer_that_is_lost_as_a_whole_breaks_the_socket()
    {
        _kernel.Fail(Errno.ENOBUFS);
        Assert.That(Commit, Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("ENOBUFS"));
        Assert.That(Commit, Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("broken"));
    }

    private void Commit()
    {
        using var request = _socket.Begin(16, MessageFlags.None, "begin");
        request.Next(0xa00, MessageFlags.None, "first");
        request.Next(0xa00, MessageFlags.None, "last");
        request.Next(17, MessageFlags.None, "end");
        _socket.ExecuteBatch(request);
    }

    private static List<ushort> Flags(ReadOnlySpan<byte> datagram)
    {
        var flags = new List<ushort>();
        while (!datagram.IsEmpty)
        {
            flags.Add(BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]));
            datagram = datagram[BinaryPrimitives.ReadInt32LittleEndian(datagram)..];
        }

        return flags;
    }
}
