using System.Net;
using System.Net.Sockets;
using NetController.Firewall;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>Who reaches what, in networks of every kind, over both families and with packets. <see cref="AccessTables"/> says what is right.</summary>
[TestFixture(FirewallBackend.Nftables)]
[TestFixture(FirewallBackend.Iptables)]
[Category("Exhaustive")]
public sealed class AccessTests(FirewallBackend backend)
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];
    private IReadOnlyList<string> _held = [];
    private AccessLab? _lab;
    private int _number = Probe.FirstNumber;

    /// <summary>First where the kernel asks the rules about what a bridge switches (br_netfilter), if it can, and then where it does not.</summary>
    public static bool[] Filtering => Directory.Exists("/proc/sys/net/bridge") ? [true, false] : [false];

    public static IEnumerable<TestCaseData> Kinds =>
        from filters in Filtering
        from kind in AccessTables.ByKind.Keys.Order(StringComparer.Ordinal)
        from family in Families
        select new TestCaseData(kind, family, filters).SetArgDisplayNames(kind, family.ToString(), filters ? "bridge filters" : "bridge switches");

    private AccessLab Lab => _lab!;

    [OneTimeSetUp]
    public async Task BuildLab()
    {
        _held = DescriptorAudit.Held();
        _lab = await AccessLab.BuildAsync(backend, Filtering[0]);
    }

    [OneTimeTearDown]
    public async Task LeaveNothingBehind()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }

        ThreadAudit.AssertAllThreadsInHostNamespace();
        Assert.That(DescriptorAudit.Held().Except(_held), Is.Empty, "sockets and namespaces left open");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Everybody_reaches_what_the_table_says_and_nothing_else(string kind, IPFamily family, bool filters)
    {
        await Lab.FilterSwitchedFramesAsync(filters);
        var network = Lab[kind];
        var run = new ProbeRun(network.Server, network.Responder, (probe, call) => NameOf(call.From, probe, network.Number));
        foreach (var row in AccessTable.Parse(AccessTables.ByKind[kind], AccessTables.Columns.Length, filters).Rows)
        {
            var way = AccessWays.Of(row.Name, Lab, network, family);
            foreach (var (index, column) in AccessTables.Columns.Index().Where(column => row.Cell(column.Index, family) != AccessTable.NoProbe))
            {
                var port = way.IsDirect ? column.Port : column.HostPort(network);
                run.Add(row.Name, column.Name, row.Cell(index, family), new Probe(_number++, column.Kind, way.From, way.To, port) { Mark = way.Mark, Target = column.Port });
            }
        }

        await run.AssertAsync(Title($"{kind} network", family));
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_port_is_published_where_it_is_asked_for_and_leads_to_its_own(IPFamily family)
    {
        var network = Lab["user"];
        var run = new ProbeRun(Lab.Publisher.Server, Lab.Publisher.Responder, (probe, call) => NameOf(call.From, probe, network.Number));
        foreach (var row in AccessTable.Parse(AccessTables.Publications, AccessTables.Callers.Length * 2).Rows)
        {
            foreach (var (index, caller) in AccessTables.Callers.Index())
            {
                var way = AccessWays.Of(caller, Lab, network, family);
                foreach (var (offset, kind, protocol) in new[] { (0, ProbeKind.Tcp, TransportProtocol.Tcp), (1, ProbeKind.Udp, TransportProtocol.Udp) })
                {
                    var (hostPort, target) = Lab.PublishedPort(row.Name, family, protocol);
                    run.Add(row.Name, $"{caller}, {kind}", row.Cell((index * 2) + offset, family), new Probe(_number++, kind, way.From, way.To, hostPort) { Target = target });
                }
            }
        }

        await run.AssertAsync(Title("publications", family));
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_endpoint_reaches_out_with_the_address_that_the_table_says(IPFamily family)
    {
        var run = new ProbeRun(Lab.Router, Lab.Outside, (probe, call) => call.From.Equals(Lab.Host.Address(family)) ? "host" : NameOf(call.From, probe, number: 0));
        foreach (var row in AccessTable.Parse(AccessTables.Outward, columns: 3).Rows)
        {
            foreach (var kind in new[] { ProbeKind.Tcp, ProbeKind.Udp, ProbeKind.Ping })
            {
                var port = kind == ProbeKind.Ping ? 0 : 80;
                run.Add(row.Name, kind.ToString(), row.Cell((int)kind, family), new Probe(_number++, kind, Lab[row.Name].Server, Lab.Router.Address(family), port) { Target = port });
            }
        }

        await run.AssertAsync(Title("outward", family));
    }

    [Test]
    public async Task A_port_of_an_endpoint_without_IPv6_is_reached_over_IPv6_as_the_table_says()
    {
        var network = Lab["IPv4"];
        var run = new ProbeRun(network.Server, network.Responder, (probe, call) => NameOf(call.From, probe, network.Number));
        foreach (var row in AccessTable.Parse(AccessTables.AcrossFamilies, columns: 4).Rows)
        {
            var way = AccessWays.Of(row.Name, Lab, network, IPFamily.IPv6);
            foreach (var (index, column) in AccessTables.Columns.Take(4).Index())
            {
                run.Add(row.Name, column.Name, row.Cells[index], new Probe(_number++, column.Kind, way.From, way.To, column.HostPort(network)) { Target = column.Port });
            }
        }

        await run.AssertAsync(Title("across families", IPFamily.IPv6));
    }

    [Test]
    public async Task Datagrams_across_families_are_answered_from_the_address_that_was_called_however_many_follow()
    {
        var port = Lab["IPv4"].PublishedPort;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        IPAddress[] addresses = [Lab.Host.Address(IPFamily.IPv6), AccessLab.SecondAddress(IPFamily.IPv6), AccessLab.Gateway(AccessLab.StrangerNumber, IPFamily.IPv6)];
        foreach (var address in addresses)
        {
            // A socket that is connected takes answers from nowhere else.
            using var caller = Lab.Stranger.Namespace.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            await caller.ConnectAsync(address, port, patience.Token);
            foreach (var number in new byte[] { 1, 2, 3 })
            {
                var answer = new byte[4];
                await caller.SendAsync(new byte[] { 0, 0, 0, number }, patience.Token);
                await caller.ReceiveAsync(answer, patience.Token);
                Assert.That(answer, Is.EqualTo(new byte[] { 0, 0, 0, number }), $"{address}");
            }
        }

        using var other = Lab.Host.Namespace.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        other.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Assert.That(
            Assert.Throws<SocketException>(() => other.Bind(new IPEndPoint(IPAddress.IPv6Any, port)))!.SocketErrorCode, Is.EqualTo(SocketError.AddressAlreadyInUse), "still held");
    }

    [TestCase("8081:80")]
    [TestCase("192.0.2.77:8081:80")]
    [TestCase("127.0.0.1:8081:80/udp")]
    [TestCase("192.0.2.1:8201:80")]
    public async Task A_port_that_another_endpoint_has_is_refused_also_on_one_address_beside_all(string mapping)
    {
        var box = await Lab.Controller!.CreateSandboxAsync(new SandboxSpec("late"));

        var refusal = await Assert.ThrowsAsync<PortInUseException>(async () =>
            await Lab.Controller.ConnectAsync(Lab["unprotected"].Network, box, new EndpointSpec { Ports = [PortMapping.Parse(mapping)] }));

        Assert.That(refusal!.Holder, Does.Contain(mapping.Contains("8081", StringComparison.Ordinal) ? "user-server" : "publisher"));
        await Lab.Controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task Sctp_is_published_where_the_kernel_has_it_and_refused_by_name_where_not()
    {
        var box = await Lab.Controller!.CreateSandboxAsync(new SandboxSpec("late"));
        var spec = new EndpointSpec { Ports = [PortMapping.Parse("8300:80/sctp")] };
        try
        {
            await Lab.Controller.ConnectAsync(Lab["user"].Network, box, spec);
            Assert.That(await Lab.Controller.CheckAsync(), Is.Empty);
        }
        catch (ResourceUnavailableException refusal)
        {
            Assert.That(refusal.Message, Does.Contain("this kernel has no sctp over IPv4"));
        }

        await Lab.Controller.DeleteSandboxAsync(box);
    }

    private string Title(string table, IPFamily family) => $"{table}, {family}, {backend}, {(Lab.FiltersSwitchedFrames ? "bridge filters" : "bridge switches")}";

    /// <summary>How a table names whom a server saw.</summary>
    private static string NameOf(IPAddress caller, Probe probe, int number) =>
        probe.From.Addresses.Contains(caller) ? "own"
        : number != 0 && Families.Any(family => caller.Equals(AccessLab.Gateway(number, family))) ? "gw"
        : caller.ToString();
}
