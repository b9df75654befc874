using System.Net;
using NetController.Firewall;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>Who reaches what, in networks of every kind, over both families and with packets. <see cref="AccessTables"/> says what is right.</summary>
[TestFixtureSource(nameof(Fixtures))]
public sealed class AccessTests(FirewallBackend backend, bool filtersSwitchedFrames)
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];
    private IReadOnlyList<string> _held = [];
    private AccessLab? _lab;
    private int _number = Probe.FirstNumber;

    /// <summary>Both backends, each where the kernel asks the rules about what a bridge switches (br_netfilter) and where it does not.</summary>
    public static IEnumerable<TestFixtureData> Fixtures =>
        from backend in new[] { FirewallBackend.Nftables, FirewallBackend.Iptables }
        from filters in Directory.Exists("/proc/sys/net/bridge") ? new[] { false, true } : [false]
        select new TestFixtureData(backend, filters).SetArgDisplayNames(backend.ToString(), filters ? "bridge filters" : "bridge switches");

    public static IEnumerable<TestCaseData> Kinds =>
        from kind in AccessTables.ByKind.Keys.Order(StringComparer.Ordinal)
        from family in Families
        select new TestCaseData(kind, family).SetArgDisplayNames(kind, family.ToString());

    private AccessLab Lab => _lab!;

    [OneTimeSetUp]
    public async Task BuildLab()
    {
        _held = DescriptorAudit.Held();
        _lab = await AccessLab.BuildAsync(backend, filtersSwitchedFrames);
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
    public async Task Everybody_reaches_what_the_table_says_and_nothing_else(string kind, IPFamily family)
    {
        var network = Lab[kind];
        var run = new ProbeRun(network.Server, network.Responder, (probe, call) => NameOf(call.From, probe, network.Number));
        foreach (var row in AccessTable.Parse(AccessTables.ByKind[kind], AccessTables.Columns.Length, filtersSwitchedFrames).Rows)
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
        foreach (var row in AccessTable.Parse(AccessTables.Publications, AccessTables.Callers.Length * 2, filtersSwitchedFrames).Rows)
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
        foreach (var row in AccessTable.Parse(AccessTables.Outward, columns: 3, filtersSwitchedFrames).Rows)
        {
            foreach (var kind in new[] { ProbeKind.Tcp, ProbeKind.Udp, ProbeKind.Ping })
            {
                var port = kind == ProbeKind.Ping ? 0 : 80;
                run.Add(row.Name, kind.ToString(), row.Cell((int)kind, family), new Probe(_number++, kind, Lab[row.Name].Server, Lab.Router.Address(family), port) { Target = port });
            }
        }

        await run.AssertAsync(Title("outward", family));
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

    private string Title(string table, IPFamily family) => $"{table}, {family}, {backend}, {(filtersSwitchedFrames ? "bridge filters" : "bridge switches")}";

    /// <summary>How a table names whom a server saw.</summary>
    private static string NameOf(IPAddress caller, Probe probe, int number) =>
        probe.From.Addresses.Contains(caller) ? "own"
        : number != 0 && caller.Equals(AccessLab.Gateway(number, probe.Family)) ? "gw"
        : caller.ToString();
}
