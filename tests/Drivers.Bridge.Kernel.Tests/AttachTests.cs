using System.Text.Json;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class AttachTests : EndpointKernelTest
{
    private static readonly NetworkPlan Network = Plan(1, null, "172.20.0.1/16", "fd00:5::1/64");

    [Test]
    public async Task A_new_endpoint_is_real_as_iproute2_sees_it()
    {
        var sandbox = NewNamespace();
        await Ensure(Network);

        var made = await Ensure(Endpoint(1, Network, sandbox) with { Mtu = 1400 });

        var near = Json(Host.Run($"ip -j -d link show dev {Near(1)}"));
        var far = Json(sandbox.Run("ip -j -d link show dev eth0"));
        Assert.Multiple(() =>
        {
            Assert.That(near.GetProperty("linkinfo").GetProperty("info_kind").GetString(), Is.EqualTo("veth"));
            Assert.That(near.GetProperty("master").GetString(), Is.EqualTo(Link(1)));
            Assert.That(near.GetProperty("mtu").GetInt32(), Is.EqualTo(1400));
            Assert.That(near.GetProperty("ifalias").GetString(), Is.EqualTo(Tag(1)));
            Assert.That(Flags(near), Does.Contain("UP"));
            Assert.That((near.GetProperty("num_tx_queues").GetInt32(), near.GetProperty("num_rx_queues").GetInt32()), Is.EqualTo((1, 1)));
            Assert.That((far.GetProperty("num_tx_queues").GetInt32(), far.GetProperty("num_rx_queues").GetInt32()), Is.EqualTo((1, 1)));
            Assert.That(near.GetProperty("linkinfo").GetProperty("info_slave_data").GetProperty("isolated").GetBoolean(), Is.False);
            Assert.That(far.GetProperty("address").GetString(), Is.EqualTo("02:00:00:00:00:01"));
            Assert.That(far.GetProperty("mtu").GetInt32(), Is.EqualTo(1400));
            Assert.That(Flags(far), Does.Not.Contain("UP"));
            Assert.That(made, Is.EqualTo(new[]
            {
                $"ip link add name {Near(1)} mtu 1400 numtxqueues 1 numrxqueues 1 master {Link(1)} alias {Tag(1)} state dormant type veth peer name eth0 address 02:00:00:00:00:01 mtu 1400 numtxqueues 1 numrxqueues 1 netns {sandbox.Path} && ip link set dev {Near(1)} addrgenmode none && ip link set dev {Near(1)} up",
            }));
        });
    }

    [Test]
    public async Task Every_change_is_a_command_that_iproute2_takes()
    {
        var apart = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16");
        var sandbox = NewNamespace();
        await Ensure(apart);
        var commands = await Ensure(Endpoint(1, apart, sandbox));
        var before = Ports();
        Host.Run($"ip link delete dev {Near(1)}");

        foreach (var command in commands)
        {
            Host.Run(command);
        }

        // The kernel takes an alias in a request of its own alone, and iproute2 sends none.
        Assert.That(Ports().Select(static port => port with { Alias = "" }), Is.EqualTo(before.Select(static port => port with { Alias = "" })));
    }

    [Test]
    public async Task Two_sandboxes_and_the_host_reach_each_other_over_both_families()
    {
        var (one, two) = (NewNamespace("one"), NewNamespace("two"));
        var (first, second) = (Endpoint(1, Network, one), Endpoint(2, Network, two));
        await Ensure(Network);
        await Ensure(first);
        await Ensure(second);
        SetUp(first, one);
        SetUp(second, two);

        Assert.Multiple(() =>
        {
            foreach (var family in new[] { IPFamily.IPv4, IPFamily.IPv6 })
            {
                Assert.That(Reaches(one, AddressOf(second, family)), Is.True, $"one to two over {family}");
                Assert.That(Reaches(two, AddressOf(first, family)), Is.True, $"two to one over {family}");
                Assert.That(Reaches(one, Network.Pool(family)!.Gateway!.Value.Address), Is.True, $"one to the host over {family}");
            }
        });
    }

    [Test]
    public async Task Endpoints_that_may_not_talk_reach_the_host_alone()
    {
        var apart = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16", "fd00:5::1/64");
        var (one, two) = (NewNamespace("one"), NewNamespace("two"));
        var (first, second) = (Endpoint(1, apart, one), Endpoint(2, apart, two));
        await Ensure(apart);
        await Ensure(first);
        await Ensure(second);
        SetUp(first, one);
        SetUp(second, two);

        Assert.Multiple(() =>
        {
            foreach (var family in new[] { IPFamily.IPv4, IPFamily.IPv6 })
            {
                Assert.That(Reaches(one, AddressOf(second, family)), Is.False, $"one to two over {family}");
                Assert.That(Reaches(one, apart.Pool(family)!.Gateway!.Value.Address), Is.True, $"one to the host over {family}");
            }
        });
    }

    [Test]
    public async Task A_second_time_nothing_is_touched_and_nobody_is_told_of_anything()
    {
        var apart = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16");
        var sandbox = NewNamespace();
        var plan = Endpoint(1, apart, sandbox);
        await Ensure(apart);
        await Ensure(plan);
        SetUp(plan, sandbox);
        Thread.Sleep(100);
        using var host = RouteWatcher.Open(RouteGroups.Links, Host.Namespace);
        using var inside = RouteWatcher.Open(RouteGroups.Links, sandbox.Namespace);
        var recorder = new StepRecorder();

        var made = await Ensure(plan, recorder);

        Assert.That((made, recorder.Steps.Count), Is.EqualTo((Array.Empty<string>(), 0)));
        Assert.That(await Check(plan), Is.Empty);
        await AssertNothingHappenedBefore(Host, host);
        await AssertNothingHappenedBefore(sandbox, inside);
    }

    [TestCase(1500)]
    [TestCase(1000, Description = "too short for IPv6")]
    public async Task The_near_end_takes_no_address_of_its_own(int mtu)
    {
        var sandbox = NewNamespace();
        var ipv4 = Plan(1, null, "172.20.0.1/16");
        await Ensure(ipv4);
        await Ensure(Endpoint(1, ipv4, sandbox) with { Mtu = mtu });

        sandbox.Run("ip link set dev eth0 up");

        Assert.That(() => Host.Run($"ip -o link show dev {Near(1)}"), Does.Contain("LOWER_UP").After(5000, 10));
        Assert.That(Host.Run($"ip address show dev {Near(1)}"), Does.Not.Contain("inet"));
    }

    [Test]
    public async Task A_bridge_of_ours_keeps_its_mtu_whatever_its_ports_have()
    {
        var jumbo = Plan(2, new BridgeNetworkOptions { Mtu = 9000, LinkName = "br-jumbo" }, "172.21.0.1/16");
        await Ensure(Network);
        await Ensure(jumbo);

        await Ensure(Endpoint(1, Network, NewNamespace("one")) with { Mtu = 1400 });
        await Ensure(Endpoint(2, jumbo, NewNamespace("two")) with { Mtu = 1500 });

        Assert.That((Host.Route.FindLink(Link(1))!.Mtu, Host.Route.FindLink("br-jumbo")!.Mtu), Is.EqualTo((1500, 9000)));
        Assert.That(await Check(Network), Is.Empty);
    }

    [Test]
    public async Task An_endpoint_on_a_bridge_that_was_there_takes_its_mtu()
    {
        Host.Run("ip link add name br0 type bridge; ip link set br0 mtu 1300; ip address add 10.1.0.1/16 dev br0; ip link set br0 up");
        var network = Plan(1, new BridgeNetworkOptions { LinkName = "br0", UserManaged = true }, "10.1.0.1/16");
        var sandbox = NewNamespace();
        await Ensure(network);

        await Ensure(Endpoint(1, network, sandbox));

        Assert.That((Host.Route.FindLink(Near(1))!.Mtu, sandbox.Route.FindLink("eth0")!.Mtu), Is.EqualTo((1300, 1300)));
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Ensure(Endpoint(2, network, sandbox, "eth1") with { Mtu = 1400 }));
        Assert.That(error!.Problem, Does.Contain("mtu 1400 is larger than the 1300 of bridge 'br0'"));
    }

    [Test]
    public async Task An_interface_name_that_is_taken_is_said_and_nothing_is_left()
    {
        var sandbox = NewNamespace();
        sandbox.Run("ip link add name eth0 type veth peer name other");
        await Ensure(Network);
        var before = Snapshot();

        var error = await Assert.ThrowsAsync<ResourceConflictException>(() => Ensure(Endpoint(1, Network, sandbox)));

        Assert.That(error!.Problem, Is.EqualTo("the sandbox of endpoint 'endpoint1' already has an interface 'eth0'"));
        before.AssertSame(Snapshot());
    }

    [Test]
    public async Task A_sandbox_that_is_none_is_said_and_found_by_a_check()
    {
        await Ensure(Network);
        var plan = Endpoint(1, Network, NewNamespace());
        var (gone, file, host) = (plan with { NamespacePath = "/nowhere/ns" }, plan with { NamespacePath = "/etc/passwd" }, plan with { NamespacePath = Host.Path });

        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Ensure(gone));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Ensure(file));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Ensure(host));
        Assert.That((await Check(gone)).Single(), Is.EqualTo(
            new Drift("namespace /nowhere/ns", "the sandbox's network namespace", null, "remove the sandbox and create it again") { Network = Id(1), Endpoint = EndpointOf(1) }));
        Assert.That((await Check(file)).Single().Actual, Is.EqualTo("no network namespace"));
        Assert.That(Host.Route.FindLink(Near(1)), Is.Null);
    }

    [Test]
    public async Task A_network_that_is_gone_is_said()
    {
        var error = await Assert.ThrowsAsync<ObjectNotFoundException>(() => Ensure(Endpoint(1, Network, NewNamespace())));

        Assert.That(error!.Problem, Is.EqualTo($"bridge '{Link(1)}' does not exist"));
    }

    /// <summary>What the watcher sees first is what the test does now.</summary>
    private static async Task AssertNothingHappenedBefore(TestNamespace here, RouteWatcher watcher)
    {
        here.Route.UpdateLink(new LinkIndex(1), new LinkUpdate { Alias = "now" });
        await foreach (var change in watcher.ReadAllAsync())
        {
            Assert.That(change is RouteEvent.LinkChanged { Link.Alias: "now" }, Is.True, change.ToString());
            return;
        }
    }

    // The kernel takes its own time to find that the far end is down.
    private IEnumerable<Link> Ports() => Host.Route.ListLinks(new LinkFilter { Kind = "veth" }).Select(static link => link with
    {
        Index = default,
        Parent = null,
        ParentNamespaceId = null,
        HardwareAddress = default,
        OperationalState = default,
        PortData = Comparable(link.PortData as BridgePortData),
    });

    private static BridgePortData? Comparable(BridgePortData? port) => port is null ? null : new BridgePortData { Isolated = port.Isolated, Hairpin = port.Hairpin };

    private static IEnumerable<string?> Flags(JsonElement link) => link.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString());

    private static JsonElement Json(string output) => JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
}
