using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>What the rules do to packets, in both families.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Backends))]
[Category("Exhaustive")]
public sealed class PacketTests(Variant variant) : FirewallTest(variant)
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    private Lab _lab = null!;

    [SetUp]
    public void BuildLab()
    {
        _lab = new Lab(Host, NewNamespace("lan"), NewNamespace("a"), NewNamespace("b"));
    }

    [Test]
    public async Task Without_rules_everybody_reaches_everybody()
    {
        // What the other tests find blocked is blocked by rules and not by the laboratory.
        await Firewall.ApplyAsync(new FirewallChange(), default);

        Assert.That(Families.Select(family => Lab.Pings(_lab.Lan, A(family))), Is.All.True);
        Assert.That(Families.Select(family => Lab.Pings(_lab.A, B(family))), Is.All.True);
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_network_reaches_out_with_the_hosts_address_and_is_not_reached(IPFamily family)
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.DualStack(2)), default);

        Assert.That(ArrivesAs(family, family == IPFamily.IPv4 ? "192.0.2.1" : "2001:db8::1"), Is.True, "masqueraded, and the reply came back");
        Assert.That(Lab.Pings(_lab.Lan, A(family)), Is.False, "not from outside");
        Assert.That(Lab.Pings(_lab.A, B(family)), Is.False, "not from another network");
        Assert.That(Lab.Pings(Host, A(family)), Is.True, "from the host");
        Assert.That(Lab.Pings(_lab.A, family == IPFamily.IPv4 ? "10.0.1.1" : "fd00:1::1"), Is.True, "its gateway");
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_fixed_source_address_is_what_the_outside_sees(IPFamily family)
    {
        Host.Run("ip address add 192.0.2.77/32 dev up0; ip address add 2001:db8::77/128 dev up0 nodad");
        var policy = Samples.DualStack(1);
        await Firewall.ApplyAsync(
            Samples.Set(policy with
            {
                IPv4 = policy.IPv4! with { SourceAddress = AddressText.Parse("192.0.2.77") },
                IPv6 = policy.IPv6! with { SourceAddress = AddressText.Parse("2001:db8::77") },
            }),
            default);

        Assert.That(ArrivesAs(family, family == IPFamily.IPv4 ? "192.0.2.77" : "2001:db8::77"), Is.True);
    }

    [TestCaseSource(nameof(Families))]
    public async Task Without_translation_the_outside_sees_the_endpoint(IPFamily family)
    {
        await Firewall.ApplyAsync(Samples.Set(With(static side => side with { Masquerade = false })), default);

        Assert.That(ArrivesAs(family, A(family)), Is.True);
        Assert.That(Lab.Pings(_lab.Lan, A(family)), Is.False);
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_routed_network_answers_pings_and_keeps_its_ports_closed(IPFamily family)
    {
        await Firewall.ApplyAsync(Samples.Set(With(static side => side with { Mode = GatewayMode.Routed }), Samples.DualStack(2)), default);

        Assert.That(ArrivesAs(family, A(family)), Is.True, "untranslated");
        Assert.That(Lab.Pings(_lab.Lan, A(family)), Is.True);
        Assert.That(Lab.Reaches(_lab.Lan, A(family)), Is.False, "a port from outside");
        Assert.That(Lab.Reaches(_lab.B, A(family)), Is.False, "a port from another network");
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_unprotected_network_is_reached_on_every_port(IPFamily family)
    {
        await Firewall.ApplyAsync(Samples.Set(With(static side => side with { Mode = GatewayMode.NatUnprotected }), Samples.DualStack(2)), default);

        Assert.That(Lab.Reaches(_lab.Lan, A(family)), Is.True, "from outside");
        Assert.That(Lab.Reaches(_lab.B, A(family)), Is.True, "from another network");
        Assert.That(Lab.Reaches(_lab.A, B(family)), Is.False, "not the other way");
    }

    [TestCaseSource(nameof(Families))]
    public async Task An_internal_network_keeps_to_itself(IPFamily family)
    {
        _lab.FilterSwitchedFrames();
        var peer = NewNamespace("peer");
        _lab.Attach(peer, 1, 3);
        await Firewall.ApplyAsync(
            Samples.Set(Samples.DualStack(1) with { Internal = true }, With(static side => side with { Mode = GatewayMode.NatUnprotected }, 2)), default);

        Assert.That(Lab.Pings(_lab.A, Lan(family)), Is.False, "out");
        Assert.That(Lab.Pings(_lab.Lan, A(family)), Is.False, "in");
        Assert.That(Lab.Pings(_lab.A, B(family)), Is.False, "to a network that anybody else reaches");
        Assert.That(Lab.Pings(_lab.B, A(family)), Is.False, "from another network");
        Assert.That(Lab.Pings(_lab.A, family == IPFamily.IPv4 ? "10.0.1.3" : "fd00:1::3"), Is.True, "to its own endpoints");
        Assert.That(Lab.Pings(_lab.A, family == IPFamily.IPv4 ? "10.0.1.1" : "fd00:1::1"), Is.True, "to its gateway");
        Assert.That(Lab.Pings(Host, A(family)), Is.True, "from the host");
    }

    [TestCaseSource(nameof(Families))]
    public async Task A_more_specific_route_and_a_forged_source_do_not_leave_or_enter_an_internal_network(IPFamily family)
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1) with { Internal = true }), default);
        var (inside, length) = family == IPFamily.IPv4 ? ("10.0.1.99", 32) : ("fd00:1::99", 128);
        _lab.Lan.Run($"ip address add {inside}/{length} dev eth0 {(family == IPFamily.IPv6 ? "nodad" : "")}");
        Host.Run($"ip route add {inside}/{length} via {Lan(family)}");
        _lab.A.Run($"ip route add {inside}/{length} via {(family == IPFamily.IPv4 ? "10.0.1.1" : "fd00:1::1")}");

        Assert.That(Lab.Pings(_lab.A, inside), Is.False);
        Assert.That(_lab.Lan.TryRun($"ping -c1 -W0.6 -I {inside} {A(family)}").ExitCode, Is.Not.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public async Task Endpoints_kept_apart_do_not_reach_each_other_where_the_kernel_filters_switched_frames(IPFamily family)
    {
        _lab.FilterSwitchedFrames();
        var peer = NewNamespace("peer");
        _lab.Attach(peer, 1, 3);
        var inside = family == IPFamily.IPv4 ? "10.0.1.3" : "fd00:1::3";

        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        var together = Lab.Pings(_lab.A, inside);
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1) with { InterContainerConnectivity = false }), default);

        Assert.That(together, Is.True);
        Assert.That(Lab.Pings(_lab.A, inside), Is.EqualTo(!_lab.SwitchedFramesAreFiltered));
        Assert.That(Lab.Pings(_lab.A, Lan(family)), Is.True, "outside is reached all the same");
    }

    [TestCaseSource(nameof(Families))]
    public async Task The_guard_drops_what_is_not_ours_and_nothing_of_ours(IPFamily family)
    {
        var other = NewNamespace("other");
        _lab.Bridge(3);
        _lab.Attach(other, 3, 2);
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        var before = Lab.Pings(other, Lan(family));

        await Firewall.ApplyAsync(new FirewallChange { Host = new HostPolicy(GuardIPv4: true, GuardIPv6: true) }, default);

        Assert.That(before, Is.True, "forwarded without the guard");
        Assert.That(Lab.Pings(other, Lan(family)), Is.False, "not with it");
        Assert.That(Lab.Pings(_lab.A, Lan(family)), Is.True, "ours, and its replies");
        Assert.That(Lab.Pings(other, family == IPFamily.IPv4 ? "10.0.3.1" : "fd00:3::1"), Is.True, "the host itself");
    }

    private static NetworkPolicy With(Func<FamilyPolicy, FamilyPolicy> change, int number = 1) => Samples.DualStack(number) with
    {
        IPv4 = change(Samples.DualStack(number).IPv4!),
        IPv6 = change(Samples.DualStack(number).IPv6!),
    };

    private static string A(IPFamily family) => family == IPFamily.IPv4 ? "10.0.1.2" : "fd00:1::2";

    private static string B(IPFamily family) => family == IPFamily.IPv4 ? "10.0.2.2" : "fd00:2::2";

    private static string Lan(IPFamily family) => family == IPFamily.IPv4 ? "192.0.2.2" : "2001:db8::2";

    /// <summary>Whether a ping of endpoint A is answered where the LAN's machine takes pings from <paramref name="source"/> only.</summary>
    private bool ArrivesAs(IPFamily family, string source)
    {
        var (program, request) = family == IPFamily.IPv4 ? ("iptables", "-p icmp --icmp-type echo-request") : ("ip6tables", "-p icmpv6 --icmpv6-type echo-request");
        _lab.Lan.Run($"{program} -A INPUT {request} ! -s {source} -j DROP");
        return Lab.Pings(_lab.A, Lan(family));
    }
}
