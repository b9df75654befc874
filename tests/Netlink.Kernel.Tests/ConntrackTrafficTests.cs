using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using NetController.Netlink.Conntrack;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Flows of real packets: a client sends through the host to a port that is published for one container, then for another.</summary>
public sealed class ConntrackTrafficTests : KernelTest
{
    private const int Port = 5000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private ConntrackConnection _conntrack = null!;
    private Sandboxes _sandboxes = null!;

    [SetUp]
    public void Connect()
    {
        _conntrack = ConntrackConnection.Open(Host.Namespace);
        _sandboxes = new Sandboxes(Attach("client", 1), Attach("first", 2), Attach("second", 3));
        Host.Namespace.WriteSysctls(
            new SysctlSetting(new SysctlPath("net/ipv4/ip_forward"), "1"), new SysctlSetting(new SysctlPath("net/ipv6/conf/all/forwarding"), "1"),
            new SysctlSetting(new SysctlPath("net/netfilter/nf_conntrack_acct"), "1"), new SysctlSetting(new SysctlPath("net/netfilter/nf_conntrack_timestamp"), "1"));
        Host.Run("nft 'table inet t { chain pre { type nat hook prerouting priority dstnat; }; chain post { type filter hook postrouting priority 0; ct state new counter; }; }'");
    }

    [TearDown]
    public void Disconnect() => _conntrack.Dispose();

    [TestCase("10.0.1.1")]
    [TestCase("fd00:1::1")]
    public void A_steady_sender_reaches_the_new_receiver_at_once_when_the_flows_of_the_port_are_deleted(string hostAddress)
    {
        var address = IPAddress.Parse(hostAddress);
        using var old = Receiver(_sandboxes.First, address.AddressFamily);
        using var @new = Receiver(_sandboxes.Second, address.AddressFamily);
        Publish(2);
        using var sender = new SteadySender(_sandboxes.Client.Namespace.OpenSocket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp), new IPEndPoint(address, Port));
        Assert.That(Receive(old, Soon), Is.True);

        Publish(3);
        Drain(old);
        Assert.That(Receive(old, Soon), Is.True, "a flow goes on as it began, whatever the rules are now");
        Assert.That(Receive(@new, TimeSpan.FromMilliseconds(200)), Is.False);

        Assert.That(_conntrack.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, Port, address)), Is.EqualTo(1));

        Assert.That(Receive(@new, Soon), Is.True);
        Drain(old);
        Assert.That(Receive(old, TimeSpan.FromMilliseconds(200)), Is.False);
        var flow = _conntrack.ListFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, Port)).Single();
        Assert.That(flow.IsDestinationNat, Is.True);
        Assert.That(flow.Original.Destination, Is.EqualTo(address));
        Assert.That(flow.Reply.Source.ToString(), Is.EqualTo(address.AddressFamily is AddressFamily.InterNetwork ? "10.0.3.2" : "fd00:3::2"));
    }

    [TestCase("10.0.1.1", "10.0.2.2")]
    [TestCase("fd00:1::1", "fd00:2::2")]
    public void Deleting_the_flows_of_a_container_address_spares_those_of_its_neighbour(string hostAddress, string containerAddress)
    {
        var address = IPAddress.Parse(hostAddress);
        var container = IPAddress.Parse(containerAddress);
        using var first = Receiver(_sandboxes.First, address.AddressFamily);
        using var second = Receiver(_sandboxes.Second, address.AddressFamily);
        using var client = _sandboxes.Client.Namespace.OpenSocket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        Publish(3);
        client.SendTo([1], new IPEndPoint(address, Port));
        client.SendTo([1], new IPEndPoint(container, Port));
        Assert.That(Receive(first, Soon) && Receive(second, Soon), Is.True);
        first.SendTo([1], new IPEndPoint(address, 9));

        Assert.That(_conntrack.DeleteFlows(ConntrackFilter.ForAddress(container)), Is.EqualTo(2), "one to it, one from it");

        Assert.That(_conntrack.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Udp }).Single().IsDestinationNat, Is.True);
    }

    [Test]
    public void What_packets_leave_in_a_flow_is_what_conntrack_shows()
    {
        Host.Run("""
            nft 'table inet u { ct helper h { type "ftp" protocol tcp; }; chain pre { type filter hook prerouting priority 0; tcp dport 21 ct helper set "h"; ct mark set 77; ct label set 3; ct label set 100; }; }'
            """);
        using var listener = _sandboxes.First.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 21));
        listener.Listen();
        using var client = _sandboxes.Client.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(new IPEndPoint(IPAddress.Parse("10.0.2.2"), 21));
        using var accepted = listener.Accept();
        accepted.Send("220 ready\r\n"u8);
        Assert.That(client.Receive(new byte[100]), Is.EqualTo(11));

        var flow = _conntrack.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Tcp }).Single();
        var shown = XDocument.Parse(Host.Run("conntrack -L -p tcp -o xml,id,ktimestamp 2>/dev/null")).Root!.Element("flow")!;

        var independent = shown.Elements("meta").Single(static meta => (string)meta.Attribute("direction")! == "independent");
        var counters = shown.Descendants("counters").Select(static e => new ConntrackCounters((ulong)e.Element("packets")!, (ulong)e.Element("bytes")!)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That((flow.OriginalCounters, flow.ReplyCounters), Is.EqualTo(((ConntrackCounters?)counters[0], (ConntrackCounters?)counters[1])));
            Assert.That(flow.Started!.Value.ToUnixTimeMilliseconds() * 1000000, Is.EqualTo((long)independent.Descendants("start").Single()).Within(1000000));
            Assert.That(flow.Started!.Value, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
            Assert.That(flow.Ended, Is.Null);
            Assert.That(flow.TcpState, Is.EqualTo(ConntrackTcpState.Established));
            Assert.That((string)independent.Element("state")!, Is.EqualTo("ESTABLISHED"));
            Assert.That(flow.Status & (ConntrackStatus.Assured | ConntrackStatus.SeenReply | ConntrackStatus.Confirmed), Is.EqualTo(ConntrackStatus.Assured | ConntrackStatus.SeenReply | ConntrackStatus.Confirmed));
            Assert.That(flow.Helper, Is.EqualTo("ftp").And.EqualTo(Helper()));
            Assert.That(flow.Mark, Is.EqualTo(77));
            Assert.That(flow.Labels, Is.EqualTo((UInt128.One << 3) | (UInt128.One << 100)));
            Assert.That((flow.IsSourceNat, flow.IsDestinationNat), Is.EqualTo((false, false)));
        });

        string Helper() => Host.Run("conntrack -L -p tcp 2>/dev/null").Split("helper=")[1].Split(' ', '\n')[0];
    }

    [Test]
    public void An_echo_request_is_a_flow_with_its_type_and_identifier()
    {
        _sandboxes.Client.Run("ping -c1 -W5 10.0.2.2 && ping -c1 -W5 fd00:2::2");

        var v4 = _conntrack.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Icmp }).Single();
        var v6 = _conntrack.ListFlows(new ConntrackFilter { Protocol = IpProtocol.IcmpV6 }).Single(static flow => flow.Original.IcmpType == 128);

        Assert.That((v4.Original.IcmpType, v4.Reply.IcmpType, v4.Reply.IcmpId), Is.EqualTo(((byte)8, (byte)0, v4.Original.IcmpId)));
        Assert.That(v6.Reply.IcmpType, Is.EqualTo(129));
        Assert.That(_conntrack.DeleteFlow(v4), Is.True);
        Assert.That(_conntrack.DeleteFlow(v6.Reply), Is.True);
    }

    /// <summary>A namespace at a link of its own to the host, with addresses of both families in network <paramref name="number"/>.</summary>
    private TestNamespace Attach(string name, int number)
    {
        var made = NewNamespace(name);
        var link = Host.Route.CreateLink(new VethSpec($"h{number}", "eth0") { IsUp = true, PeerNamespace = made.Namespace });
        var peer = made.Route.FindLink("eth0")!.Index;
        made.Route.UpdateLink(peer, new LinkUpdate { IsUp = true });
        foreach (var (network, bits) in new[] { ($"10.0.{number}.", 24), ($"fd00:{number}::", 64) })
        {
            Host.Route.AddAddress(link.Index, IPAddress.Parse(network + "1"), bits, new AddressOptions { NoDad = true });
            made.Route.AddAddress(peer, IPAddress.Parse(network + "2"), bits, new AddressOptions { NoDad = true });
            var gateway = IPAddress.Parse(network + "1");
            made.Route.AddRoute(RouteSpec.ToEverywhere(gateway.AddressFamily) with { Gateway = gateway });
        }

        return made;
    }

    private void Publish(int number) => Host.Run(string.Create(CultureInfo.InvariantCulture, $"""
        nft 'flush chain inet t pre; add rule inet t pre ip daddr 10.0.1.1 udp dport {Port} dnat ip to 10.0.{number}.2;
        add rule inet t pre ip6 daddr fd00:1::1 udp dport {Port} dnat ip6 to fd00:{number}::2'
        """));

    private static Socket Receiver(TestNamespace inside, AddressFamily family)
    {
        var socket = inside.Namespace.OpenSocket(family, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(family is AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, Port));
        return socket;
    }

    private static bool Receive(Socket socket, TimeSpan within) => socket.Poll(within, SelectMode.SelectRead) && socket.Receive(new byte[100]) > 0;

    /// <summary>Takes what has arrived before.</summary>
    private static void Drain(Socket socket)
    {
        while (socket.Available > 0)
        {
            socket.Receive(new byte[100]);
        }
    }

    private sealed record Sandboxes(TestNamespace Client, TestNamespace First, TestNamespace Second);

    /// <summary>Sends a packet each millisecond from the same port, as a logging daemon or a game would.</summary>
    private sealed class SteadySender : IDisposable
    {
        private readonly Socket _socket;
        private readonly Thread _thread;
        private volatile bool _stopped;

        internal SteadySender(Socket socket, IPEndPoint destination)
        {
            _socket = socket;
            _thread = new Thread(() =>
            {
                while (!_stopped)
                {
                    _socket.SendTo([1, 2, 3], destination);
                    Thread.Sleep(1);
                }
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _stopped = true;
            _thread.Join();
            _socket.Dispose();
        }
    }
}
