using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Conntrack;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>The bytes of requests about flows and of the answers, in files that say what every line of them means.</summary>
public sealed class ConntrackMessageTests
{
    private const ushort Get = 0x101;
    private const ushort GetStatistics = 0x105;

    private static readonly IPAddress V4 = IPAddress.Parse("10.0.0.1");
    private static readonly ConntrackTuple V6 = ConntrackTuple.ForPorts(IpProtocol.Udp, IPEndPoint.Parse("[fd00::1]:1000"), IPEndPoint.Parse("[fd00::2]:53"));

    internal static IEnumerable<(string Name, Action<ConntrackConnection> Act)> Requests()
    {
        yield return ("conntrack-list", static c => c.ListFlows());
        yield return ("conntrack-list-filtered", static c => c.ListFlows(new ConntrackFilter
        {
            Protocol = IpProtocol.Udp, OriginalSource = new IPNetwork(V4, 32), OriginalDestination = IPNetwork.Parse("10.0.0.0/24"), OriginalDestinationPort = 53,
            ReplyDestination = new IPNetwork(V4, 32), ReplySourcePort = 5353, Mark = 7, MarkMask = 0xff, WithStatus = ConntrackStatus.Assured,
            WithoutStatus = ConntrackStatus.SeenReply, Zone = 5,
        }));
        yield return ("conntrack-list-filtered-v6", static c => c.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Tcp, OriginalSource = IPNetwork.Parse("fd00::1/128"), OriginalDestinationPort = 53 }));
        yield return ("conntrack-list-protocol-of-both-families", static c => c.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Tcp, OriginalDestinationPort = 53 }));
        yield return ("conntrack-count", static c => c.GetUsage());
        yield return ("conntrack-get-icmp", static c => c.FindFlow(ConntrackTuple.ForIcmp(V4, IPAddress.Parse("10.0.0.2"), 8, 0, 1234) with { Zone = 7 }));
        yield return ("conntrack-get-icmpv6", static c => c.FindFlow(ConntrackTuple.ForIcmp(IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::2"), 128, 0, 1234)));
        yield return ("conntrack-delete", static c => c.DeleteFlow(V6, 5, 0x01020304));
        yield return ("conntrack-update", static c => c.UpdateFlow(V6, new ConntrackUpdate { Mark = 0x30, MarkMask = 0xf0, Timeout = TimeSpan.FromSeconds(90.5) }));
        yield return ("conntrack-flush", static c => c.Flush());
        yield return ("conntrack-flush-v4", static c => c.Flush(AddressFamily.InterNetwork));
    }

    [TestCaseSource(nameof(Names))]
    public void The_bytes_of_a_request_are_those_of_its_file(string name)
    {
        var kernel = new FakeKernel();
        using var connection = new ConntrackConnection(kernel.Socket());
        Assert.That(() => Requests().Single(request => request.Name == name).Act(connection), Throws.TypeOf<NetlinkProtocolException>(), "the fake has no answer");
        Assert.That(Hex(kernel.Sent[0]), Is.EqualTo(Hex(Golden(name))));
    }

    [Test]
    public void Ids_of_namespaces_are_asked_for_as_in_their_file() =>
        Assert.That(Hex(GoldenBytesTests.Encode(static r => r.ListNamespaceIds())), Is.EqualTo(Hex(Golden("netns-list-id"))));

    [Test]
    public void A_flow_with_everything_is_read_whole()
    {
        var flow = List(Addressed(Golden("conntrack-flow"))).Single();
        Assert.Multiple(() =>
        {
            Assert.That(flow.Original.ToString(), Is.EqualTo("tcp src=10.0.0.1 dst=10.0.0.2 sport=1000 dport=21 zone=6"));
            Assert.That(flow.Reply.ToString(), Is.EqualTo("tcp src=10.0.0.9 dst=192.0.2.1 sport=2121 dport=1000"));
            Assert.That(flow.Master!.ToString(), Is.EqualTo("tcp src=10.0.0.1 dst=10.0.0.2 sport=999 dport=20"));
            Assert.That((flow.Family, flow.Protocol, flow.IsSourceNat, flow.IsDestinationNat), Is.EqualTo((AddressFamily.InterNetwork, IpProtocol.Tcp, true, true)));
            Assert.That(flow.Status, Is.EqualTo(ConntrackStatus.SeenReply | ConntrackStatus.Assured | ConntrackStatus.Confirmed | ConntrackStatus.SourceNat | ConntrackStatus.DestinationNat
                | ConntrackStatus.SourceNatDone | ConntrackStatus.DestinationNatDone));
            Assert.That(flow.Timeout, Is.EqualTo(TimeSpan.FromSeconds(431999)));
            Assert.That(flow.OriginalCounters, Is.EqualTo(new ConntrackCounters(3, 180)));
            Assert.That(flow.ReplyCounters, Is.EqualTo(new ConntrackCounters(5, 1L << 33)));
            Assert.That(flow.Started, Is.EqualTo(DateTimeOffset.Parse("2023-11-14T22:13:20.1234567Z", null)));
            Assert.That(flow.Ended, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000001)));
            Assert.That((flow.TcpState, flow.Helper, flow.SecurityContext), Is.EqualTo(((ConntrackTcpState?)ConntrackTcpState.Established, "ftp", "system_u")));
            Assert.That((flow.Mark, flow.UseCount, flow.Id, flow.Zone), Is.EqualTo((77u, 2u, 0xdeadbeefu, (ushort)0)));
            Assert.That(flow.Labels, Is.EqualTo((UInt128.One << 3) | (UInt128.One << 100)));
        });
    }

    [Test]
    public void Flows_are_equal_when_all_of_them_is()
    {
        var (flow, same) = (List(Addressed(Golden("conntrack-flow"))).Single(), List(Addressed(Golden("conntrack-flow"))).Single());
        var other = Addressed(Golden("conntrack-flow"));
        other[^3] ^= 1;
        Assert.That(flow, Is.EqualTo(same));
        Assert.That(List(other).Single(), Is.Not.EqualTo(flow), "another port of the master");
    }

    [Test]
    public void Messages_of_flows_are_events_by_type_and_flags()
    {
        var decoder = new ConntrackEventDecoder();
        Assert.That(Decode(Golden("conntrack-flow-ended")), Is.TypeOf<ConntrackEvent.FlowEnded>().With.Property("Flow").Property("Id").EqualTo(7));
        Assert.That(Decode(Golden("conntrack-flow")), Is.TypeOf<ConntrackEvent.FlowChanged>());
        var begun = Golden("conntrack-flow");
        (begun[6], begun[7]) = (0, 6);
        Assert.That(Decode(begun), Is.TypeOf<ConntrackEvent.FlowBegun>());
        Assert.That(Decode(Message(0xa00, 0, 0, new byte[4])), Is.Null, "nf_tables");
        Assert.That(Decode(Message(0x100, 0, 0, [7, 0, 0, 0])), Is.Null, "neither IPv4 nor IPv6");
        Assert.That(decoder.Lost(EventLoss.QueueFull), Is.EqualTo(new ConntrackEvent.Overrun(EventLoss.QueueFull)));

        ConntrackEvent? Decode(byte[] bytes)
        {
            var rest = (ReadOnlySpan<byte>)bytes;
            return decoder.Decode(MessageReader.Take(ref rest));
        }
    }

    [Test]
    public void Deletion_by_filter_names_each_flow_as_the_kernel_did()
    {
        var kernel = new FakeKernel().Answer(Addressed(Golden("conntrack-flow")), Done(1)).Answer(Acknowledgement(2));
        using var connection = new ConntrackConnection(kernel.Socket());

        Assert.That(connection.DeleteFlows(ConntrackFilter.ForAddress(IPAddress.Parse("10.0.0.9"))), Is.EqualTo(1));

        var received = Golden("conntrack-flow").AsSpan(20);
        var sent = kernel.Sent[1].AsSpan(20);
        var tuple = BitConverter.ToUInt16(received);
        Assert.That(sent[..tuple].SequenceEqual(received[..tuple]), Is.True, "the tuple with its zone");
        Assert.That(sent[tuple..].ToArray(), Is.EqualTo(Attribute(12, [0xde, 0xad, 0xbe, 0xef])), "its number and nothing else");
    }

    [Test]
    public void Flows_that_have_vanished_are_done_and_other_errors_are_not()
    {
        var flow = Addressed(Golden("conntrack-flow"));
        var filter = ConntrackFilter.ForAddress(IPAddress.Parse("10.0.0.9"));
        var vanished = new FakeKernel().Answer(flow, flow, flow, Done(1)).Answer(Acknowledgement(2, -2), Acknowledgement(4));
        using var first = new ConntrackConnection(vanished.Socket());
        Assert.That(first.DeleteFlows(filter), Is.EqualTo(2));

        var refused = new FakeKernel().Answer(flow, flow, flow, Done(1)).Answer(Acknowledgement(2, -2)).Answer(Acknowledgement(3, -1)).Answer(Acknowledgement(4, -2)).Answer(Acknowledgement(5));
        using var second = new ConntrackConnection(refused.Socket());
        Assert.That(() => second.DeleteFlows(filter), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EPERM).And.Property("Operation").EqualTo("conntrack delete"));
        Assert.That(() => second.Flush(), Throws.Nothing, "the connection is usable afterwards");
    }

    [TestCase(22, TestName = "A_kernel_without_connection_tracking_is_told_apart_with_what_to_load(EINVAL)")]
    [TestCase(95, TestName = "A_kernel_without_connection_tracking_is_told_apart_with_what_to_load(EOPNOTSUPP)")]
    public void A_kernel_without_connection_tracking_is_told_apart_with_what_to_load(int error)
    {
        var kernel = new FakeKernel().Answer(Acknowledgement(1, -error));
        Assert.That(() => ConntrackConnection.Open(kernel.Socket()), Throws.TypeOf<ConntrackUnavailableException>()
            .With.Message.Contains("modprobe nf_conntrack_netlink").And.Message.Contains("CONFIG_NF_CT_NETLINK").And.Property("Errno").EqualTo((Errno)error));
    }

    [Test]
    public void Other_refusals_at_opening_come_as_they_are()
    {
        var kernel = new FakeKernel().Answer(Acknowledgement(1, -1));
        Assert.That(() => ConntrackConnection.Open(kernel.Socket()), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EPERM));
    }

    [Test]
    public void An_old_kernel_that_does_not_say_the_maximum_is_understood()
    {
        var kernel = new FakeKernel().Answer(Message(GetStatistics, 2, 1, [0, 0, 0, 0, .. Attribute(1, [0, 0, 1, 2])]), Acknowledgement(1));
        using var connection = ConntrackConnection.Open(kernel.Answer(Message(GetStatistics, 2, 2, [0, 0, 0, 0, .. Attribute(1, [0, 0, 1, 3])]), Acknowledgement(2)).Socket());
        Assert.That(connection.GetUsage(), Is.EqualTo(new ConntrackUsage(259, null)));
    }

    [Test]
    public void A_flow_without_one_of_its_directions_is_malformed()
    {
        var half = Message(0x100, 2, 1, [2, 0, 0, 0, .. Attribute(3, [0, 0, 0, 0])]);
        Assert.That(() => List(half), Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("direction"));
    }

    internal static byte[] Golden(string name) => GoldenBytesTests.ReadGolden(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt"));

    private static ImmutableArray<ConntrackFlow> List(byte[] message)
    {
        using var connection = new ConntrackConnection(new FakeKernel().Answer(message, Done(1)).Socket());
        return connection.ListFlows();
    }

    /// <summary>A message as it comes to the port of the fake.</summary>
    internal static byte[] Addressed(byte[] message)
    {
        BitConverter.TryWriteBytes(message.AsSpan(12), Port);
        return message;
    }

    private static IEnumerable<string> Names() => Requests().Select(static request => request.Name);

    private static string Hex(byte[] bytes) => string.Join('\n', bytes.Chunk(4).Select(static four => Convert.ToHexStringLower(four)));
}
