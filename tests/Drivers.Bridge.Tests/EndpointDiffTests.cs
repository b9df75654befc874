namespace NetController.Drivers.Bridge.Tests;

/// <summary>What the driver would change of an endpoint, printed as the commands that would change it.</summary>
public sealed class EndpointDiffTests
{
    private const string Up = " && ip link set dev ncv456789abcde up";
    private const string Made =
        "ip link add name ncv456789abcde mtu 1500 numtxqueues 1 numrxqueues 1 master nc-0123456789ab alias TAG state dormant type veth peer name eth0 address 02:00:00:00:00:05 mtu 1500 numtxqueues 1 numrxqueues 1 netns /run/netns/shop && ip link set dev ncv456789abcde addrgenmode none";

    private const string Create = Made + Up;

    private static readonly LinkView Bridge = new(7, "bridge", 1500, Sample.Tag, IsUp: true);
    private static readonly BridgeEndpointPlan Plain = EndpointSample.Whole(EndpointSample.Plan(Sample.Plan(null, "172.20.0.1/16"), "172.20.0.5/16"));
    private static readonly BridgeEndpointPlan Apart = EndpointSample.Whole(
        EndpointSample.Plan(Sample.Plan(new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16"), "172.20.0.5/16"));

    private static readonly LinkView Near = new(12, "veth", 1500, EndpointSample.Tag, IsUp: true);
    private static readonly LinkView Far = new(2, "veth", 1500, null, IsUp: false) { Name = "eth0", Mac = EndpointSample.Mac };
    private static readonly HostEndView Port = new(Near) { Master = 7, Peer = 2, PeerNamespace = 0 };
    private static readonly EndpointView Whole = new() { Bridge = Bridge, HostEnd = Port, Peer = Far };

    private static readonly TestCaseData[] Differences =
    [
        new(Whole with { HostEnd = Port with { Link = Near with { Alias = null } } }, "ip link set dev ncv456789abcde alias TAG"),
        new(Whole with { HostEnd = Port with { Link = Near with { Alias = "uplink" } } }, "ip link set dev ncv456789abcde alias TAG"),
        new(Whole with { HostEnd = Port with { Link = Near with { Mtu = 1400 } } }, "ip link set dev ncv456789abcde mtu 1500"),
        new(Whole with { HostEnd = Port with { Link = Near with { IsUp = false } } }, "ip link set dev ncv456789abcde up"),
        new(Whole with { HostEnd = Port with { Master = null } }, "ip link set dev ncv456789abcde master nc-0123456789ab"),
        new(Whole with { HostEnd = Port with { Master = 9, MasterName = "br0", IsIsolated = true, IsHairpin = true } }, "ip link set dev ncv456789abcde master nc-0123456789ab"),
        new(Whole with { HostEnd = Port with { IsIsolated = true } }, "bridge link set dev ncv456789abcde isolated off"),
        new(Whole with { HostEnd = Port with { IsHairpin = true } }, "bridge link set dev ncv456789abcde hairpin off"),
        new(Whole with { Peer = Far with { Mac = MacAddress.Parse("02:00:00:00:00:09") } }, "nsenter --net=/run/netns/shop ip link set dev eth0 address 02:00:00:00:00:05"),
        new(Whole with { Peer = Far with { Name = "moved" } }, "nsenter --net=/run/netns/shop ip link set dev moved name eth0"),
        new(Whole with { Peer = null }, "ip link delete dev ncv456789abcde\n" + Create),
        new(Whole with { HostEnd = null, Peer = null }, Create),
    ];

    [Test]
    public void A_kernel_that_already_matches_is_not_touched()
    {
        AssertChanges(Plain, Whole, "");
        AssertChanges(Apart, Whole with { HostEnd = Port with { IsIsolated = true } }, "");
    }

    [TestCaseSource(nameof(Differences))]
    public void Each_difference_is_cured(object view, string expected) => AssertChanges(Plain, (EndpointView)view, expected);

    [Test]
    public void Endpoints_that_may_not_talk_get_isolated_ports() => Assert.Multiple(() =>
    {
        const string Isolate = "bridge link set dev ncv456789abcde isolated on";
        AssertChanges(Apart, new EndpointView { Bridge = Bridge }, Made + " && " + Isolate + Up);
        AssertChanges(Apart, Whole, Isolate);
        // A port loses its settings with its master, and gets them again before anything goes through it.
        AssertChanges(
            Apart,
            Whole with { HostEnd = Port with { Link = Near with { IsUp = false }, Master = 9, IsIsolated = true } },
            "ip link set dev ncv456789abcde master nc-0123456789ab\n" + Isolate + "\nip link set dev ncv456789abcde up");
    });

    [Test]
    public void An_endpoint_with_ports_of_the_host_gets_a_port_that_reflects_where_the_kernel_filters_switched_frames() => Assert.Multiple(() =>
    {
        const string Reflect = "bridge link set dev ncv456789abcde hairpin on";
        var reaching = Plain with { MayReachItself = true };
        AssertChanges(reaching, new EndpointView { Bridge = Bridge, FiltersSwitchedFrames = true }, Made + " && " + Reflect + Up);
        AssertChanges(reaching, Whole with { FiltersSwitchedFrames = true }, Reflect);
        AssertChanges(reaching, Whole with { HostEnd = Port with { IsHairpin = true }, FiltersSwitchedFrames = true }, "");
        AssertChanges(reaching, Whole, "");
        AssertChanges(Plain, Whole with { FiltersSwitchedFrames = true }, "");
        AssertChanges(
            reaching,
            Whole with { HostEnd = Port with { Master = 9, IsHairpin = true }, FiltersSwitchedFrames = true },
            "ip link set dev ncv456789abcde master nc-0123456789ab\n" + Reflect);
    });

    [Test]
    public void An_endpoint_without_an_mtu_takes_what_the_bridge_has_and_keeps_it()
    {
        var plan = EndpointSample.Whole(EndpointSample.Plan(Sample.Plan(new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"), "172.20.0.5/16"));

        AssertChanges(plan, new EndpointView { Bridge = Bridge with { Mtu = 9000 } }, Create
            .Replace("mtu 1500", "mtu 9000", StringComparison.Ordinal)
            .Replace(Sample.Link, "br-web", StringComparison.Ordinal));
        AssertChanges(plan, Whole with { Bridge = Bridge with { Mtu = 9000 } }, "");
    }

    private static readonly TestCaseData[] Obstacles =
    [
        new(Whole with { Sandbox = SandboxPresence.Missing }, typeof(ObjectNotFoundException), "network namespace '/run/netns/shop' does not exist"),
        new(Whole with { Sandbox = SandboxPresence.NoNamespace }, typeof(InvalidRequestException), "sandbox at '/run/netns/shop' is not valid: the file is no network namespace"),
        new(Whole with { Sandbox = SandboxPresence.Host }, typeof(InvalidRequestException), "sandbox at '/run/netns/shop' is not valid: it is the host's own network namespace"),
        new(Whole with { Bridge = null }, typeof(ObjectNotFoundException), "bridge 'nc-0123456789ab' does not exist"),
        new(Whole with { Bridge = Bridge with { Kind = "dummy" } }, typeof(ResourceConflictException), "link 'nc-0123456789ab' is a link of kind 'dummy', not a bridge"),
        new(new EndpointView { Bridge = Bridge with { Mtu = 1400 } }, typeof(InvalidRequestException), "endpoint 'shop' is not valid: mtu 1500 is larger than the 1400 of bridge 'nc-0123456789ab'"),
        new(Whole with { HostEnd = Port with { Link = Near with { Kind = "dummy" } } }, typeof(ResourceConflictException), "link 'ncv456789abcde' of endpoint 'shop' is a link of kind 'dummy'"),
        new(
            Whole with { HostEnd = Port with { Link = Near with { Alias = "netctl:bbbbbbbbbbbb:endpoint:12" } } },
            typeof(ResourceConflictException),
            "link 'ncv456789abcde' of endpoint 'shop' is a veth with alias netctl:bbbbbbbbbbbb:endpoint:12"),
    ];

    [TestCaseSource(nameof(Obstacles))]
    public void What_is_not_the_endpoints_stands_in_the_way(object view, Type error, string problem)
    {
        var difference = EndpointDiff.Compute(Plain, (EndpointView)view);

        Assert.That(difference.Changes, Is.Empty);
        Assert.That(difference.Obstacles.Single().Error, Is.TypeOf(error));
        Assert.That(difference.Obstacles.Single().Error.Problem, Is.EqualTo(problem));
    }

    private static void AssertChanges(BridgeEndpointPlan plan, EndpointView view, string expected)
    {
        var difference = EndpointDiff.Compute(plan, view);

        Assert.That(difference.Obstacles, Is.Empty);
        Assert.That(string.Join('\n', difference.Changes).Replace(EndpointSample.Tag, "TAG", StringComparison.Ordinal), Is.EqualTo(expected));
    }
}
