using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Conntrack;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Lists of flows, with every condition, are what conntrack(8) lists.</summary>
public sealed class ConntrackListTests : ConntrackKernelTest
{
    [Test]
    public void Flows_are_those_conntrack_shows()
    {
        MakeFlows();

        var expected = RowsOfConntrack("");
        var actual = Conntrack.ListFlows().Select(Row);

        Assert.That(expected, Has.Count.EqualTo(16));
        Assert.That(actual, Is.EquivalentTo(expected));
        Assert.That(Conntrack.GetUsage().Flows, Is.EqualTo(uint.Parse(Host.Run("conntrack -C"), CultureInfo.InvariantCulture)));
        Assert.That(Conntrack.GetUsage().Maximum, Is.EqualTo(uint.Parse(HostProgram.Run("sysctl -n net.netfilter.nf_conntrack_max", Host.Path), CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Fields_of_ICMP_are_those_conntrack_prints()
    {
        MakeFlows();

        // The XML leaves them out.
        var lines = Host.Run("conntrack -L -o extended,id 2>/dev/null").Split('\n');

        foreach (var flow in Conntrack.ListFlows().Where(static flow => flow.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6))
        {
            var line = lines.Single(line => line.EndsWith($" id={flow.Id}", StringComparison.Ordinal));
            Assert.That(line, Does.Contain($"{WithoutProtocol(flow.Original)} [UNREPLIED] {WithoutProtocol(flow.Reply)} mark"));
        }

        static string WithoutProtocol(ConntrackTuple tuple) => tuple.ToString().Split(' ', 2)[1];
    }

    [TestCase("-f ipv4")]
    [TestCase("-f ipv6")]
    [TestCase("-p udp")]
    [TestCase("-p sctp")]
    [TestCase("-p icmp")]
    [TestCase("-f ipv4 -s 10.0.0.1")]
    [TestCase("-f ipv4 -d 10.0.0.2")]
    [TestCase("-f ipv4 -s 10.0.0.0/24")]
    [TestCase("-f ipv6 -s fd00::1")]
    [TestCase("-f ipv6 -d fd00::2")]
    [TestCase("-f ipv6 -s fd00::/17")]
    [TestCase("-f ipv4 -r 10.0.0.9")]
    [TestCase("-f ipv4 -q 192.0.2.1")]
    [TestCase("-p udp --orig-port-dst 53")]
    [TestCase("-f ipv4 -p udp --orig-port-dst 53")]
    [TestCase("-f ipv6 -p udp --orig-port-dst 53")]
    [TestCase("-p tcp --orig-port-src 1000 --orig-port-dst 80")]
    [TestCase("-p tcp --reply-port-src 8080")]
    [TestCase("-f ipv4 -p sctp --orig-port-dst 53")]
    [TestCase("-m 7")]
    [TestCase("-m 0x10/0xf0")]
    [TestCase("-u ASSURED")]
    [TestCase("-w 5")]
    [TestCase("-n")]
    [TestCase("-g")]
    public void A_filtered_list_holds_what_conntrack_lists_with_the_same_conditions(string options)
    {
        MakeFlows();

        var expected = RowsOfConntrack(options);
        var filter = FilterOf(options.Split(' '));

        Assert.That(Conntrack.ListFlows(filter).Select(Row), Is.EquivalentTo(expected));
        Assert.That(expected, Has.Count.InRange(1, 15), "conditions that tell flows apart");
        Assert.That(Conntrack.CountFlows(filter), Is.EqualTo(expected.Count));
    }

    [Test]
    public void Flows_without_a_status_and_with_an_address_anywhere_are_found()
    {
        MakeFlows();
        Assert.Multiple(() =>
        {
            Assert.That(Conntrack.ListFlows(new ConntrackFilter { WithoutStatus = ConntrackStatus.SeenReply }).Select(Row), Is.EquivalentTo(RowsOfConntrack("").Where(static row => row.Contains("unreplied", StringComparison.Ordinal))));
            Assert.That(Conntrack.ListFlows(ConntrackFilter.ForAddress(IPAddress.Parse("10.0.0.9"))).Single().IsDestinationNat, Is.True);
            Assert.That(Conntrack.ListFlows(ConntrackFilter.ForAddress(IPAddress.Parse("192.0.2.1"))).Single().IsSourceNat, Is.True);
            Assert.That(Conntrack.ListFlows(ConntrackFilter.ForAddress(IPAddress.Parse("fd00::1"))), Has.Length.EqualTo(RowsOfConntrack("-f ipv6").Count(static row => row.Contains("fd00::1 ", StringComparison.Ordinal))));
            Assert.That(Conntrack.ListFlows(ConntrackFilter.ForAddress(IPAddress.Parse("::ffff:10.0.0.9"))), Has.Length.EqualTo(1), "an IPv4 address in IPv6 form");
            Assert.That(Conntrack.ListFlows(new ConntrackFilter { Zone = 0 }), Has.Length.EqualTo(13));
            Assert.That(Conntrack.ListFlows(new ConntrackFilter { Zone = 6 }).Single().Original.Zone, Is.EqualTo(6));
            Assert.That(Conntrack.ListFlows(new ConntrackFilter { Zone = 7 }).Single().Reply.Zone, Is.EqualTo(7));
        });
    }

    [Test]
    public void A_visitor_sees_what_a_list_holds_and_nothing_is_allocated()
    {
        MakeFlows();
        MakeMany(500);
        var gatherer = new Gatherer();
        Conntrack.VisitFlows(ref gatherer);
        Assert.That(gatherer.Flows.Select(Row), Is.EquivalentTo(Conntrack.ListFlows().Select(Row)));

        var filter = new ConntrackFilter { Protocol = IpProtocol.Udp, AnyAddress = IPNetwork.Parse("10.9.0.0/16") };
        Assert.That(Conntrack.CountFlows(filter), Is.EqualTo(500));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var seen = Conntrack.CountFlows(filter);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(seen, Is.EqualTo(500));
    }

    private static ConntrackFilter FilterOf(string[] options)
    {
        var filter = new ConntrackFilter();
        for (var i = 0; i < options.Length; i++)
        {
            if (options[i] is "-n" or "-g")
            {
                filter = filter with { WithStatus = options[i] is "-n" ? ConntrackStatus.SourceNat : ConntrackStatus.DestinationNat };
                continue;
            }

            filter = With(filter, options[i], options[++i]);
        }

        return filter;
    }

    private static ConntrackFilter With(ConntrackFilter filter, string option, string value) => option switch
    {
        "-f" => filter with { Family = value is "ipv4" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6 },
        "-p" => filter with { Protocol = Enum.Parse<IpProtocol>(value, ignoreCase: true) },
        "-s" => filter with { OriginalSource = NetworkOf(value) },
        "-d" => filter with { OriginalDestination = NetworkOf(value) },
        "-r" => filter with { ReplySource = NetworkOf(value) },
        "-q" => filter with { ReplyDestination = NetworkOf(value) },
        "--orig-port-src" => filter with { OriginalSourcePort = ushort.Parse(value, CultureInfo.InvariantCulture) },
        "--orig-port-dst" => filter with { OriginalDestinationPort = ushort.Parse(value, CultureInfo.InvariantCulture) },
        "--reply-port-src" => filter with { ReplySourcePort = ushort.Parse(value, CultureInfo.InvariantCulture) },
        "-m" when value.Split('/') is [var mark, var mask] => filter with { Mark = Convert.ToUInt32(mark, 16), MarkMask = Convert.ToUInt32(mask, 16) },
        "-m" => filter with { Mark = uint.Parse(value, CultureInfo.InvariantCulture) },
        "-u" => filter with { WithStatus = Enum.Parse<ConntrackStatus>(value, ignoreCase: true) },
        "-w" => filter with { Zone = ushort.Parse(value, CultureInfo.InvariantCulture) },
        _ => throw new ArgumentException(option),
    };

    private static IPNetwork NetworkOf(string text) =>
        text.Contains('/', StringComparison.Ordinal) ? IPNetwork.Parse(text) : new IPNetwork(IPAddress.Parse(text), text.Contains(':', StringComparison.Ordinal) ? 128 : 32);

    private struct Gatherer() : IConntrackVisitor
    {
        internal List<ConntrackFlow> Flows { get; } = [];

        public readonly void Begin() => Flows.Clear();

        public readonly void Visit(ConntrackFlowView flow)
        {
            var whole = flow.ToFlow();
            Assert.That((flow.Family, flow.Status, flow.Mark, flow.Zone, flow.Id), Is.EqualTo((whole.Family, whole.Status, whole.Mark, whole.Zone, whole.Id)));
            Assert.That(flow.TimeoutSeconds, Is.EqualTo((uint)whole.Timeout!.Value.TotalSeconds));
            Assert.That(flow.Original.Source.SequenceEqual(whole.Original.Source.GetAddressBytes()), Is.True);
            Assert.That(flow.Reply.DestinationPort, Is.EqualTo(whole.Reply.DestinationPort));
            Flows.Add(whole);
        }
    }
}
