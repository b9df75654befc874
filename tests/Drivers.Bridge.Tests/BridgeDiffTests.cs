using NetController.Firewall;

namespace NetController.Drivers.Bridge.Tests;

/// <summary>What the driver would change, printed as the commands that would change it.</summary>
public sealed class BridgeDiffTests
{
    private const string Other = "netctl:aaaaaaaaaaaa:network:ffffffffffff0000000000000000000000000000000000000000000000000000";

    private static readonly BridgePlan Plain = Sample.Planned(Sample.Plan(null, "172.20.0.1/16"));
    private static readonly BridgePlan Named = Sample.Planned(Sample.Plan(new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"));
    private static readonly BridgePlan Dual = Sample.Planned(Sample.Plan(null, "172.20.0.1/16", "fd00:5::1/64"));
    private static readonly BridgePlan Default = Sample.Planned(
        Sample.Plan(new BridgeNetworkOptions { LinkName = "netctl0", IsDefaultBridge = true }, "172.17.0.1/16"));

    private static readonly BridgePlan UserManaged = Sample.Planned(
        Sample.Plan(new BridgeNetworkOptions { LinkName = "br0", UserManaged = true }, "10.1.0.1/16"));

    [Test]
    public void A_missing_link_is_made_whole() => AssertChanges(Plain, Host(), """
        ip link add name nc-0123456789ab mtu 1500 alias TAG up type bridge
        sysctl -w net/ipv6/conf/nc-0123456789ab/accept_ra=0
        sysctl -w net/ipv4/conf/nc-0123456789ab/route_localnet=1
        ip address add 172.20.0.1/16 dev nc-0123456789ab
        sysctl -w net/ipv4/ip_forward=1
        """);

    [Test]
    public void A_missing_dual_stack_link_keeps_the_hosts_router_advertised_routes() =>
        AssertChanges(Dual, Host() with { RouterAdvertisementLinks = ["eth0", "wlan0"] }, """
        ip link add name nc-0123456789ab mtu 1500 alias TAG up type bridge
        sysctl -w net/ipv6/conf/nc-0123456789ab/accept_ra=0
        sysctl -w net/ipv6/conf/nc-0123456789ab/disable_ipv6=0
        sysctl -w net/ipv4/conf/nc-0123456789ab/route_localnet=1
        ip address add 172.20.0.1/16 dev nc-0123456789ab
        ip address add fd00:5::1/64 dev nc-0123456789ab nodad
        sysctl -w net/ipv4/ip_forward=1
        sysctl -w net/ipv6/conf/eth0/accept_ra=2
        sysctl -w net/ipv6/conf/wlan0/accept_ra=2
        sysctl -w net/ipv6/conf/default/forwarding=1
        sysctl -w net/ipv6/conf/all/forwarding=1
        """);

    [Test]
    public void A_kernel_that_already_matches_is_not_touched()
    {
        AssertChanges(Plain, Whole(Plain), "");
        AssertChanges(Dual, Whole(Dual, "172.20.0.1/16", "fd00:5::1/64", "fe80::1:2/64"), "");
        AssertChanges(Default, Whole(Default, "172.17.0.1/16"), "");
    }

    [Test]
    public void A_host_that_forwards_already_is_not_touched() =>
        AssertChanges(Plain, Host(("net/ipv4/ip_forward", "1")), """
        ip link add name nc-0123456789ab mtu 1500 alias TAG up type bridge
        sysctl -w net/ipv6/conf/nc-0123456789ab/accept_ra=0
        sysctl -w net/ipv4/conf/nc-0123456789ab/route_localnet=1
        ip address add 172.20.0.1/16 dev nc-0123456789ab
        """);

    [Test]
    public void An_internal_network_leaves_the_hosts_forwarding_alone() =>
        AssertChanges(Sample.Planned(Sample.Plan(null, "10.5.0.1/24") with { Internal = true }), Host(), """
        ip link add name nc-0123456789ab mtu 1500 alias TAG up type bridge
        sysctl -w net/ipv6/conf/nc-0123456789ab/accept_ra=0
        ip address add 10.5.0.1/24 dev nc-0123456789ab
        """);

    [Test]
    public void Every_difference_of_the_link_is_cured_in_order() => AssertChanges(
        Plain,
        Whole(Plain, "172.20.0.9/16") with { Link = new LinkView(7, "bridge", 1400, Sample.Tag, IsUp: false) },
        """
        ip link set dev nc-0123456789ab mtu 1500
        sysctl -w net/ipv4/conf/nc-0123456789ab/promote_secondaries=1
        ip address add 172.20.0.1/16 dev nc-0123456789ab
        ip address delete 172.20.0.9/16 dev nc-0123456789ab
        ip link set dev nc-0123456789ab up
        """);

    [Test]
    public void The_same_IPv4_address_with_another_length_is_replaced_without_a_gap() => AssertChanges(Plain, Whole(Plain, "172.20.0.1/24"), """
        ip address add 172.20.0.1/16 dev nc-0123456789ab
        ip address delete 172.20.0.1/24 dev nc-0123456789ab
        """);

    [Test]
    public void The_same_IPv6_address_with_another_length_goes_first() => AssertChanges(Dual, Whole(Dual, "172.20.0.1/16", "fd00:5::1/128"), """
        ip address delete fd00:5::1/128 dev nc-0123456789ab
        ip address add fd00:5::1/64 dev nc-0123456789ab nodad
        """);

    [Test]
    public void A_link_of_our_own_loses_every_address_that_is_not_wanted_but_the_kernels_own() => AssertChanges(
        Plain, Whole(Plain, "172.20.0.1/16", "192.0.2.1/24", "fd00:9::1/64", "fe80::1:2/64", "ff02::5/128"), """
        ip address delete fd00:9::1/64 dev nc-0123456789ab
        ip address delete 192.0.2.1/24 dev nc-0123456789ab
        """);

    [Test]
    public void An_administrators_bridge_keeps_its_alias_mtu_and_addresses_outside_the_subnet() => AssertChanges(
        Named,
        Whole(Named, "192.0.2.1/24", "172.20.0.7/24", "fd00:9::1/64") with { Link = new LinkView(7, "bridge", 1400, "uplink", IsUp: true) },
        """
        ip address add 172.20.0.1/16 dev br-web
        ip address delete 172.20.0.7/24 dev br-web
        """);

    [TestCase(null, "ip link set dev nc-0123456789ab alias TAG")]
    [TestCase("uplink", "ip link set dev nc-0123456789ab alias TAG")]
    public void A_link_of_the_name_made_from_the_id_is_the_networks_without_its_tag(string? alias, string expected) => AssertChanges(
        Plain, Whole(Plain, "172.20.0.1/16") with { Link = new LinkView(7, "bridge", 1500, alias, IsUp: true) }, expected);

    [TestCase(GatewayMode.Nat, false, false, true, true)]
    [TestCase(GatewayMode.NatUnprotected, false, false, true, true)]
    [TestCase(GatewayMode.Routed, false, false, true, false)]
    [TestCase(GatewayMode.Nat, true, false, true, false)]
    [TestCase(GatewayMode.Nat, false, true, true, false)]
    [TestCase(GatewayMode.Nat, false, false, false, false)]
    public void The_loopbacks_addresses_are_routed_where_ports_are_published_on_them_and_endpoints_are_kept_from_them(
        GatewayMode mode, bool isInternal, bool isUserManaged, bool isGuarded, bool expected)
    {
        var options = new BridgeNetworkOptions { GatewayModeIPv4 = mode, UserManaged = isUserManaged, LinkName = isUserManaged ? "br0" : null };
        var plan = BridgePlanner.Plan(Sample.Plan(options, "172.20.0.1/16") with { Internal = isInternal }, isGuarded);
        var (off, on) = (Whole(plan, ("net/ipv4/conf/" + plan.Link + "/route_localnet", "0")), Whole(plan, ("net/ipv4/conf/" + plan.Link + "/route_localnet", "1")));

        AssertChanges(plan, off, expected ? $"sysctl -w net/ipv4/conf/{plan.Link}/route_localnet=1" : "");
        AssertChanges(plan, on, expected || isUserManaged ? "" : $"sysctl -w net/ipv4/conf/{plan.Link}/route_localnet=0");
    }

    [Test]
    public void A_wanted_link_local_gateway_is_added_beside_the_kernels_own()
    {
        var plan = Sample.Planned(Sample.Plan(null, "fe80::1/64") with { Internal = true });

        AssertChanges(plan, Whole(plan, "fe80::42:1/64"), """
            ip address add fe80::1/64 dev nc-0123456789ab nodad
            """);
    }

    [TestCase("netctl:bbbbbbbbbbbb:network:1234", true, TestName = "The default bridge is taken over from another instance")]
    [TestCase(Other, true, TestName = "The default bridge is taken over from its previous network")]
    [TestCase("uplink", false, TestName = "The default bridge keeps an administrator's alias")]
    [TestCase(null, false, TestName = "The default bridge without an alias gets none")]
    public void The_default_bridge_adopts_what_is_there(string? alias, bool retagged) => AssertChanges(
        Default,
        Whole(Default, "172.17.0.1/16") with { Link = new LinkView(7, "bridge", 1500, alias, IsUp: true) },
        retagged ? "ip link set dev netctl0 alias TAG" : "");

    [Test]
    public void The_default_bridge_replaces_the_address_of_an_earlier_start() => AssertChanges(
        Default,
        Whole(Default, "172.18.0.1/16", "fd00:9::1/64") with { Link = new LinkView(7, "bridge", 1500, null, IsUp: true) },
        """
        ip address add 172.17.0.1/16 dev netctl0
        ip address delete 172.18.0.1/16 dev netctl0
        """);

    [Test]
    public void A_user_managed_bridge_is_brought_up_and_otherwise_left_alone() => AssertChanges(
        UserManaged, Host() with { Link = new LinkView(7, "bridge", 1400, null, IsUp: false), Addresses = Addresses("10.1.0.1/16", "10.1.0.2/16") }, """
        ip link set dev br0 up
        sysctl -w net/ipv4/ip_forward=1
        """);

    [TestCase("10.1.0.2/16", "it has 10.1.0.2/16")]
    [TestCase("10.1.0.1/24", "it has 10.1.0.1/24")]
    [TestCase("fd00::1/64", "it has no IPv4 address")]
    public void A_user_managed_bridge_without_the_networks_address_stands_in_the_way(string present, string expected)
    {
        var view = Host() with { Link = new LinkView(7, "bridge", 1500, null, IsUp: true), Addresses = Addresses(present) };

        var obstacle = BridgeDiff.Compute(UserManaged, view).Obstacles.Single();

        Assert.Multiple(() =>
        {
            Assert.That(obstacle.Error, Is.TypeOf<ResourceConflictException>());
            Assert.That(obstacle.Error.Problem, Is.EqualTo($"user-managed bridge 'br0' does not carry 10.1.0.1/16, the address of network 'web'; {expected}"));
            Assert.That(obstacle.Error.Remedy, Does.StartWith("add it with `ip address add 10.1.0.1/16 dev br0`"));
            Assert.That(obstacle.Drift.Resource, Is.EqualTo("address 10.1.0.1/16 on link br0"));
        });
    }

    [Test]
    public void A_missing_user_managed_bridge_stands_in_the_way()
    {
        var obstacle = BridgeDiff.Compute(UserManaged, Host()).Obstacles.Single();

        Assert.That(obstacle.Error, Is.TypeOf<ObjectNotFoundException>());
        Assert.That(obstacle.Error.Problem, Is.EqualTo("user-managed bridge 'br0' does not exist"));
    }

    [TestCase("dummy", "link 'nc-0123456789ab' is a link of kind 'dummy', not a bridge")]
    [TestCase(null, "link 'nc-0123456789ab' is a network card, not a bridge")]
    public void A_link_that_is_no_bridge_stands_in_the_way(string? kind, string expected)
    {
        var view = Host() with { Link = new LinkView(7, kind, 1500, Sample.Tag, IsUp: true) };

        var difference = BridgeDiff.Compute(Plain, view);

        Assert.That(difference.Changes, Is.Empty);
        Assert.That(difference.Obstacles.Single().Error, Is.TypeOf<ResourceConflictException>());
        Assert.That(difference.Obstacles.Single().Error.Problem, Is.EqualTo(expected));
    }

    [TestCase(Other, "bridge 'nc-0123456789ab' belongs to network ffffffffffff0000000000000000000000000000000000000000000000000000")]
    [TestCase("netctl:bbbbbbbbbbbb:network:1234", "bridge 'nc-0123456789ab' belongs to network 1234 of instance bbbbbbbbbbbb")]
    public void A_bridge_of_another_network_stands_in_the_way(string alias, string expected)
    {
        var view = Host() with { Link = new LinkView(7, "bridge", 1500, alias, IsUp: true) };

        var obstacle = BridgeDiff.Compute(Plain, view).Obstacles.Single();

        Assert.That(obstacle.Error, Is.TypeOf<ResourceConflictException>());
        Assert.That(obstacle.Error.Problem, Is.EqualTo(expected));
    }

    [Test]
    public void A_kernel_without_IPv6_serves_IPv4_networks_and_refuses_others()
    {
        var bare = new BridgeView { Sysctls = new EquatableMap<string>([KeyValuePair.Create("net/ipv4/ip_forward", "1")]) };

        AssertChanges(Plain, bare, """
            ip link add name nc-0123456789ab mtu 1500 alias TAG up type bridge
            sysctl -w net/ipv4/conf/nc-0123456789ab/route_localnet=1
            ip address add 172.20.0.1/16 dev nc-0123456789ab
            """);
        Assert.That(BridgeDiff.Compute(Dual, bare).Obstacles.Single().Error, Is.TypeOf<ResourceUnavailableException>());
    }

    [Test]
    public void Each_difference_is_reported_with_what_is_there_and_its_cure()
    {
        var view = Whole(Plain, "172.20.0.1/16") with { Link = new LinkView(7, "bridge", 1400, Sample.Tag, IsUp: true) };

        var drift = BridgeDiff.Compute(Plain, view).ToDrift(Sample.Network).Single();

        Assert.That(drift, Is.EqualTo(new Drift(
            "link nc-0123456789ab", "mtu 1500", "mtu 1400", "ip link set dev nc-0123456789ab mtu 1500") { Network = Sample.Network }));
    }

    private static void AssertChanges(BridgePlan plan, BridgeView view, string expected)
    {
        var difference = BridgeDiff.Compute(plan, view);

        Assert.That(difference.Obstacles, Is.Empty);
        Assert.That(string.Join('\n', difference.Changes).Replace(Sample.Tag, "TAG", StringComparison.Ordinal), Is.EqualTo(expected));
    }

    /// <summary>A host without the link that forwards nothing, with some settings changed.</summary>
    private static BridgeView Host(params (string Path, string Value)[] changed)
    {
        var sysctls = new Dictionary<string, string>
        {
            ["net/ipv4/ip_forward"] = "0",
            ["net/ipv6/conf/all/forwarding"] = "0",
            ["net/ipv6/conf/default/forwarding"] = "0",
            ["net/ipv6/conf/eth0/accept_ra"] = "1",
            ["net/ipv6/conf/wlan0/accept_ra"] = "1",
        };
        foreach (var (path, value) in changed)
        {
            sysctls[path] = value;
        }

        return new BridgeView { Sysctls = new EquatableMap<string>(sysctls) };
    }

    /// <summary>A host on which the plan is real, but for the addresses given.</summary>
    private static BridgeView Whole(BridgePlan plan, params string[] addresses) => Host(
        ("net/ipv4/ip_forward", "1"),
        ("net/ipv6/conf/all/forwarding", "1"),
        ("net/ipv6/conf/default/forwarding", "1"),
        ($"net/ipv6/conf/{plan.Link}/accept_ra", "0"),
        ($"net/ipv6/conf/{plan.Link}/disable_ipv6", plan.LinkSpeaksIPv6 is false ? "1" : "0"),
        ($"net/ipv4/conf/{plan.Link}/route_localnet", plan.RoutesLoopback ? "1" : "0"),
        ($"net/ipv4/conf/{plan.Link}/promote_secondaries", "0")) with
    {
        Link = new LinkView(7, "bridge", 1500, plan.Tag.ToString(), IsUp: true),
        Addresses = addresses.Length > 0 ? Addresses(addresses) : Addresses([.. plan.Addresses.Select(address => address.ToString())]),
    };

    /// <summary>The same with one setting changed.</summary>
    private static BridgeView Whole(BridgePlan plan, (string Path, string Value) changed)
    {
        var whole = Whole(plan);
        return whole with { Sysctls = new EquatableMap<string>(whole.Sysctls.Where(setting => setting.Key != changed.Path).Append(KeyValuePair.Create(changed.Path, changed.Value))) };
    }

    private static EquatableArray<AddressView> Addresses(params string[] texts) =>
        texts.Select(text => new AddressView(InterfaceAddress.Parse(text))).ToEquatableArray();
}
