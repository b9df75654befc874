using System.Net;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>Who reaches an endpoint's published port and how, in both families, over TCP and UDP.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Backends))]
[Category("Exhaustive")]
public sealed class PublishedPortTests(Variant variant) : FirewallTest(variant)
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    private Lab _lab = null!;
    private Service _service = null!;
    private Service _unpublished = null!;

    private TestNamespace Neighbour => _lab.Neighbour;

    [SetUp]
    public void BuildLab()
    {
        _lab = new Lab(Host, NewNamespace("lan"), NewNamespace("a"), NewNamespace("b"));
        _lab.AttachNeighbour(NewNamespace("peer"));
        Host.Run("echo 1 > /proc/sys/net/ipv4/conf/br-1/route_localnet");
        _lab.LeaveSwitchedFramesAlone();
        _service = new Service(_lab.A, 80);
        _unpublished = new Service(_lab.A, 81);
    }

    [TearDown]
    public async Task StopServices()
    {
        await _service.DisposeAsync();
        await _unpublished.DisposeAsync();
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_port_is_reached_through_the_host_from_everywhere_and_from_nowhere_else_directly(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1));

        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)), "from outside, with its own source");
        Assert.That(await Caller.BothAsync(_lab.B, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "from another network, which reaches out with the host's address");
        Assert.That(await Caller.BothAsync(_lab.B, Gateway(family, 2), 8080), Is.EqualTo(Gateway(family, 1)), "from another network by its own gateway");
        Assert.That(await Caller.BothAsync(Neighbour, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "from the same network, the answers through the host");
        Assert.That(await Caller.BothAsync(_lab.A, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "from the endpoint itself");
        Assert.That(await Caller.BothAsync(_lab.A, Gateway(family, 1), 8080), Is.EqualTo(Gateway(family, 1)), "from the endpoint itself by its gateway");
        Assert.That(await Caller.BothAsync(Host, Outside(family), 8080), Is.Not.Null, "from the host by one address");
        Assert.That(await Caller.BothAsync(Host, Gateway(family, 1), 8080), Is.EqualTo(Gateway(family, 1)), "and by another");
        Assert.That(await Caller.BothAsync(Neighbour, A(family), 80), Is.EqualTo(Peer(family)), "a neighbour directly");
        await AssertSilentAsync((_lab.Lan, A(family), 80), (_lab.B, A(family), 80), (_lab.Lan, A(family), 81), (_lab.B, A(family), 81));
        await AssertSilentAsync((_lab.Lan, Outside(family), 80), (_lab.Lan, Outside(family), 81), (_lab.B, Outside(family), 81), (_lab.Lan, A(family), 8080));
    }

    [TestCaseSource(nameof(Families))]
    public async Task Where_the_kernel_filters_switched_frames_an_endpoint_reaches_itself_through_a_port_that_reflects(IPFamily family)
    {
        // Such a kernel translates before the bridge decides, and then only switches: back out of the port it came from takes a port that does so.
        _lab.FilterSwitchedFrames();
        Host.Run("for l in v1-2 v1-3; do bridge link set dev $l hairpin on; done");
        await PublishAsync(Samples.DualStack(1));

        Assert.That(await Caller.BothAsync(_lab.A, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "the endpoint itself");
        Assert.That(await Caller.BothAsync(Neighbour, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "a neighbour");
        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)), "from outside, with its own source");
        await AssertSilentAsync((_lab.Lan, A(family), 80), (_lab.B, A(family), 80), (Neighbour, Outside(family), 81));
    }

    [Test]
    public async Task The_host_reaches_a_port_by_a_loopback_address()
    {
        await PublishAsync(Samples.DualStack(1));

        Assert.That(await Caller.BothAsync(Host, "127.0.0.1", 8080), Is.EqualTo("10.0.1.1"));
        Assert.That(await Caller.BothAsync(Host, "127.9.9.9", 8080), Is.EqualTo("10.0.1.1"));
        Assert.That(await Caller.BothAsync(Host, "::1", 8080), Is.Null, "the kernel routes ::1 nowhere");
    }

    [Test]
    public async Task What_is_not_translated_is_left_to_whoever_listens_on_the_host()
    {
        await PublishAsync(Samples.DualStack(1));
        await using var listener = new Service(Host, 8080, IPAddress.IPv6Any);
        var linkLocal = Host.Run("ip -o -6 address show dev br-1 scope link").Split(' ', StringSplitOptions.RemoveEmptyEntries)[3].Split('/')[0];

        Assert.That(await Caller.BothAsync(Host, "::1", 8080), Is.EqualTo("::1"));
        Assert.That(await Caller.TcpAsync(_lab.A, $"{linkLocal}%{_lab.A.Run("ip -o link show eth0").Split(':')[0]}", 8080), Does.StartWith("fe80::"));
        Assert.That(_service.Heard, Is.Zero);
    }

    [Test]
    public async Task A_port_for_the_host_alone_is_reached_by_nobody_else()
    {
        await PublishAsync(Samples.DualStack(1), "127.0.0.1:8080:80", "127.0.0.1:8080:80/udp");
        SendLoopbackAddressesOut(_lab.Lan, "192.0.2.1");
        SendLoopbackAddressesOut(_lab.A, "10.0.1.1");
        SendLoopbackAddressesOut(_lab.B, "10.0.2.1");
        Host.Run("for l in up0 br-2; do echo 1 > /proc/sys/net/ipv4/conf/$l/route_localnet; done");

        Assert.That(await Caller.BothAsync(Host, "127.0.0.1", 8080), Is.EqualTo("10.0.1.1"));
        var heard = _service.Heard;
        await AssertSilentAsync((Host, "192.0.2.1", 8080), (Host, "127.0.0.2", 8080));
        foreach (var from in new[] { _lab.Lan, _lab.A, _lab.B, Neighbour })
        {
            await AssertSilentAsync((from, "127.0.0.1", 8080), (from, "192.0.2.1", 8080), (from, "10.0.1.1", 8080));
        }

        await AssertSilentAsync((_lab.Lan, "10.0.1.2", 80), (_lab.B, "10.0.1.2", 80));
        Assert.That(_service.Heard, Is.EqualTo(heard));
    }

    [Test]
    public async Task What_listens_on_the_hosts_loopback_addresses_is_not_reached_by_an_endpoint()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        await using var local = new Service(Host, 9999, IPAddress.Loopback);
        SendLoopbackAddressesOut(_lab.A, "10.0.1.1");

        var protectedAnswer = await Caller.BothAsync(_lab.A, "127.0.0.1", 9999);
        Variant.LiftLoopbackProtection(Host);

        Assert.That(protectedAnswer, Is.Null);
        Assert.That(await Caller.BothAsync(_lab.A, "127.0.0.1", 9999), Is.EqualTo("10.0.1.2"), "the rule and nothing else was in the way");
    }

    [TestCaseSource(nameof(Families))]
    public async Task Endpoints_kept_apart_reach_published_ports_through_the_host_only(IPFamily family)
    {
        Host.Run("for l in v1-2 v1-3; do bridge link set dev $l isolated on; done");
        await PublishAsync(Samples.DualStack(1) with { InterContainerConnectivity = false });

        await AssertSilentAsync((Neighbour, A(family), 80), (Neighbour, A(family), 81));
        Neighbour.Run($"ip route add {A(family)} via {Gateway(family, 1)}");
        await AssertSilentAsync((Neighbour, A(family), 80), (Neighbour, A(family), 81), (Neighbour, Outside(family), 81));
        Assert.That(await Caller.BothAsync(Neighbour, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)));
        Assert.That(await Caller.BothAsync(_lab.A, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "hairpin");
        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_routed_endpoint_is_reached_by_its_own_address_on_published_ports(IPFamily family)
    {
        await PublishAsync(With(static side => side with { Mode = GatewayMode.Routed }), "80:80", "80:80/udp", "127.0.0.1:81:81");

        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 80), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.B, A(family), 80), Is.EqualTo(Gateway(family, 1)));
        Assert.That(Lab.Pings(_lab.Lan, A(family)), Is.True);
        await AssertSilentAsync((_lab.Lan, A(family), 81), (_lab.B, A(family), 81), (_lab.Lan, Outside(family), 80), (Host, Outside(family), 80));
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_unprotected_endpoint_is_reached_both_ways(IPFamily family)
    {
        await PublishAsync(With(static side => side with { Mode = GatewayMode.NatUnprotected }));

        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 80), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 81), Is.EqualTo(Lan(family)), "not published");
        await AssertSilentAsync((_lab.Lan, Outside(family), 81));
    }

    [TestCaseSource(nameof(Families))]
    public async Task Publishing_means_nothing_in_an_internal_network(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1) with { Internal = true });

        await AssertSilentAsync((_lab.Lan, Outside(family), 8080), (_lab.B, Outside(family), 8080), (_lab.Lan, A(family), 80), (Neighbour, Outside(family), 8080), (Host, Outside(family), 8080));
        Assert.That(await Caller.BothAsync(Neighbour, A(family), 80), Is.EqualTo(Peer(family)));
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_internal_network_does_not_reach_ports_of_others(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1));
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(2) with { Internal = true }), default);

        await AssertSilentAsync((_lab.B, Outside(family), 8080), (_lab.B, Gateway(family, 2), 8080));
    }

    [TestCaseSource(nameof(Families))]
    public async Task From_a_trusted_link_published_ports_are_reached_directly(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1) with { TrustedInterfaces = ["up0"] });

        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 80), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        await AssertSilentAsync((_lab.Lan, A(family), 81), (_lab.B, A(family), 80));
    }

    [TestCaseSource(nameof(Families))]
    public async Task Where_direct_routing_is_allowed_published_ports_are_reached_directly(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1));
        await Firewall.ApplyAsync(new FirewallChange { Host = new HostPolicy { AllowDirectRouting = true } }, default);

        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 80), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.B, A(family), 80), Is.EqualTo(Gateway(family, 1)));
        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        await AssertSilentAsync((_lab.Lan, A(family), 81), (_lab.B, A(family), 81));
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_marked_packet_is_let_through_but_for_internal_networks(IPFamily family)
    {
        Variant.Run(Host, "-t mangle -A PREROUTING -i up0 -j MARK --set-xmark 0x11/0xff", family);
        var host = new HostPolicy { AcceptMark = new FirewallMark(0x10, 0xf0) };
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.DualStack(2)) with { Host = host }, default);

        Assert.That(await Caller.BothAsync(_lab.Lan, A(family), 81), Is.EqualTo(Lan(family)));
        await AssertSilentAsync((_lab.B, A(family), 81));
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1) with { Internal = true }), default);
        await AssertSilentAsync((_lab.Lan, A(family), 80));
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_given_host_address_is_the_only_one_that_leads_to_the_endpoint(IPFamily family)
    {
        Host.Run("ip address add 192.0.2.77/32 dev up0; ip address add 2001:db8::77/128 dev up0 nodad");
        await PublishAsync(Samples.DualStack(1), "192.0.2.1:8080:80", "192.0.2.1:8080:80/udp", "[2001:db8::1]:8080:80", "[2001:db8::1]:8080:80/udp");

        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        await AssertSilentAsync((_lab.Lan, family == IPFamily.IPv4 ? "192.0.2.77" : "2001:db8::77", 8080), (Host, Gateway(family, 1), 8080));
    }

    [TestCaseSource(nameof(Families))]
    public async Task Each_port_of_a_range_leads_to_its_own_whatever_else_a_client_talks_to(IPFamily family)
    {
        var second = family == IPFamily.IPv4 ? "192.0.2.77" : "2001:db8::77";
        Host.Run("ip address add 192.0.2.77/32 dev up0; ip address add 2001:db8::77/128 dev up0 nodad");
        await PublishAsync(Samples.DualStack(1), "79-81:79-81/udp", "9079-9081:79-81/udp");

        foreach (var first in new[] { 0, 9000 })
        {
            var heard = (_service.Heard, _unpublished.Heard);
            Assert.That(await Caller.UdpAsync(_lab.Lan, Outside(family), first + 80, 5555), Is.EqualTo(Lan(family)));
            Assert.That(await Caller.UdpAsync(_lab.Lan, second, first + 80, 5555), Is.EqualTo(Lan(family)));
            Assert.That((_service.Heard, _unpublished.Heard), Is.EqualTo((heard.Item1 + 2, heard.Item2)), "both at the same port");
            Assert.That(await Caller.UdpAsync(_lab.Lan, Outside(family), first + 81), Is.EqualTo(Lan(family)));
            Assert.That(_unpublished.Heard, Is.EqualTo(heard.Item2 + 1));
        }
    }

    [TestCaseSource(nameof(Families))]
    public async Task Without_source_translation_ports_are_published_all_the_same(IPFamily family)
    {
        await PublishAsync(With(static side => side with { Masquerade = false }));

        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        Assert.That(await Caller.BothAsync(_lab.A, Outside(family), 8080), Is.EqualTo(Gateway(family, 1)), "hairpin");
        await using var outside = new Service(_lab.Lan, 82);
        Assert.That(await Caller.BothAsync(_lab.A, Lan(family), 82), Is.EqualTo(A(family)), "its own connections get their answers");
        await AssertSilentAsync((_lab.Lan, A(family), 80));
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_endpoint_that_is_gone_is_not_reached_and_its_port_is_free(IPFamily family)
    {
        await PublishAsync(Samples.DualStack(1));
        var before = await Caller.BothAsync(_lab.Lan, Outside(family), 8080);

        await Firewall.ApplyAsync(new FirewallChange { RemoveEndpoints = [Samples.Endpoint(0x102)] }, default);

        Assert.That(before, Is.Not.Null);
        await AssertSilentAsync((_lab.Lan, Outside(family), 8080), (Host, Outside(family), 8080));
        await using var other = new Service(Neighbour, 80);
        await Firewall.ApplyAsync(Samples.SetEndpoints(Samples.In(1, 3, "8080:80", "8080:80/udp")), default);
        Assert.That(await Caller.BothAsync(_lab.Lan, Outside(family), 8080), Is.EqualTo(Lan(family)));
        Assert.That(other.Heard, Is.EqualTo(2));
    }

    /// <summary>Endpoint A in network 1, with 8080 of the host leading to its port 80 by default; network 2 is a plain one.</summary>
    private async Task PublishAsync(NetworkPolicy network, params string[] ports) => await Firewall.ApplyAsync(
        Samples.Set(network, Samples.DualStack(2)) with { SetEndpoints = [Samples.In(1, 2, ports.Length > 0 ? ports : ["8080:80", "8080:80/udp"])] },
        default);

    /// <summary>Calls are not answered, and arrive nowhere.</summary>
    private async Task AssertSilentAsync(params (TestNamespace From, string Address, int Port)[] calls)
    {
        var heard = (_service.Heard, _unpublished.Heard);
        var answers = await Task.WhenAll(calls.Select(static call => Caller.BothAsync(call.From, call.Address, call.Port)));
        Assert.That(answers, Is.All.Null, string.Join(", ", calls.Select(static call => $"{Path.GetFileName(call.From.Path)} to {call.Address} {call.Port}")));
        Assert.That((_service.Heard, _unpublished.Heard), Is.EqualTo(heard), "nothing arrived");
    }

    // What an attacker would do: a loopback address is sent to the wire like any other.
    private static void SendLoopbackAddressesOut(TestNamespace from, string gateway) => from.Run(
        $"ip address del 127.0.0.1/8 dev lo; echo 1 > /proc/sys/net/ipv4/conf/eth0/route_localnet; ip route add 127.0.0.0/8 via {gateway} dev eth0");

    private static NetworkPolicy With(Func<FamilyPolicy, FamilyPolicy> change) => Samples.DualStack(1) with
    {
        IPv4 = change(Samples.DualStack(1).IPv4!),
        IPv6 = change(Samples.DualStack(1).IPv6!),
    };

    private static string A(IPFamily family) => family == IPFamily.IPv4 ? "10.0.1.2" : "fd00:1::2";

    private static string Peer(IPFamily family) => family == IPFamily.IPv4 ? "10.0.1.3" : "fd00:1::3";

    private static string Gateway(IPFamily family, int bridge) => family == IPFamily.IPv4 ? $"10.0.{bridge}.1" : $"fd00:{bridge}::1";

    private static string Outside(IPFamily family) => family == IPFamily.IPv4 ? "192.0.2.1" : "2001:db8::1";

    private static string Lan(IPFamily family) => family == IPFamily.IPv4 ? "192.0.2.2" : "2001:db8::2";
}
