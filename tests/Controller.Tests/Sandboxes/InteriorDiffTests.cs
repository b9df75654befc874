using System.Net;
using NetController.Sandboxes.Interior;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>What leads from one inside to another, as commands in the order in which the kernel takes them.</summary>
[TestFixture]
internal sealed class InteriorDiffTests
{
    private static readonly InteriorInterface Eth0 = new("eth0")
    {
        Addresses = [InterfaceAddress.Parse("10.0.0.2/24"), InterfaceAddress.Parse("fd00::2/64")],
        Mtu = 1400,
        Sysctls = [KeyValuePair.Create("net/ipv4/conf/eth0/log_martians", "1")],
        Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.0.0.9"))],
    };

    private static readonly InteriorPlan Plan = new([Eth0])
    {
        IPv4 = new DefaultRoute("eth0", IPAddress.Parse("10.0.0.1")),
        IPv6 = new DefaultRoute("eth0", IPAddress.Parse("fd00::1")),
    };

    private static InteriorView Nothing => InteriorView.Of(InteriorPlan.Empty);

    [Test]
    public void A_fresh_interface_gets_everything() => AssertChanges(
        Plan,
        Nothing.WithFresh("eth0", 1400, hasIPv6: true),
        "ip address add 10.0.0.2/24 dev eth0",
        "ip address add fd00::2/64 dev eth0 nodad",
        "sysctl -w net/ipv4/conf/eth0/log_martians=1",
        "ip link set dev eth0 up",
        "ip route add 192.0.2.0/24 via 10.0.0.9 dev eth0",
        "ip route replace default via 10.0.0.1 dev eth0",
        "ip -6 route replace default via fd00::1 dev eth0");

    [Test]
    public void IPv6_is_switched_off_before_an_interface_without_it_has_anything() => AssertChanges(
        new InteriorPlan([new InteriorInterface("eth0") { Addresses = [InterfaceAddress.Parse("10.0.0.2/24")], WithoutIPv6 = true }]),
        Nothing.WithFresh("eth0", null, hasIPv6: true),
        "sysctl -w net/ipv6/conf/eth0/disable_ipv6=1",
        "ip address add 10.0.0.2/24 dev eth0",
        "ip link set dev eth0 up");

    [Test]
    public void IPv6_is_switched_on_where_the_namespace_may_have_it_off() => AssertChanges(
        new InteriorPlan([new InteriorInterface("eth0") { Addresses = [InterfaceAddress.Parse("fd00::2/64")] }]),
        Nothing.WithFresh("eth0", null, hasIPv6: false),
        "sysctl -w net/ipv6/conf/eth0/disable_ipv6=0",
        "ip address add fd00::2/64 dev eth0 nodad",
        "ip link set dev eth0 up");

    [Test]
    public void What_matches_is_not_touched() => AssertChanges(Plan, InteriorView.Of(Plan));

    [Test]
    public void What_a_container_added_stays()
    {
        var view = InteriorView.Of(Plan);
        var present = view.Interface("eth0")!;
        view = view with { Interfaces = view.Interfaces.Replace(present, present with { Addresses = [.. present.Addresses, InterfaceAddress.Parse("10.0.0.77/24")] }) };

        AssertChanges(Plan, view);
    }

    [Test]
    public void An_IPv6_address_with_another_prefix_length_goes_first_and_an_IPv4_address_last() => AssertChanges(
        Plan,
        Eth0With(static eth0 => eth0 with { Addresses = [InterfaceAddress.Parse("10.0.0.2/32"), InterfaceAddress.Parse("fd00::2/128")] }),
        "ip address add 10.0.0.2/24 dev eth0",
        "ip address delete 10.0.0.2/32 dev eth0",
        "ip address delete fd00::2/128 dev eth0",
        "ip address add fd00::2/64 dev eth0 nodad");

    [Test]
    public void A_route_by_another_router_is_replaced_and_the_old_one_can_come_back()
    {
        var view = Eth0With(static eth0 => eth0 with { Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.0.0.99"))] });

        AssertChanges(Plan, view, "ip route replace 192.0.2.0/24 via 10.0.0.9 dev eth0");
        Assert.That(InteriorDiff.Compute(Plan, view)[0].Inverse!.Command, Is.EqualTo("ip route replace 192.0.2.0/24 via 10.0.0.99 dev eth0"));
    }

    [Test]
    public void A_route_over_another_interface_is_replaced()
    {
        var plan = Plan with { Interfaces = [Eth0, new InteriorInterface("eth1")] };
        var view = InteriorView.Of(Plan with { Interfaces = [Eth0 with { Routes = [] }, new InteriorInterface("eth1") { Routes = Eth0.Routes }] });

        AssertChanges(plan, view, "ip route replace 192.0.2.0/24 via 10.0.0.9 dev eth0");
    }

    [Test]
    public void A_gateway_moves_in_one_step()
    {
        var plan = Plan with { Interfaces = [Eth0, new InteriorInterface("eth1")], IPv4 = new DefaultRoute("eth1", IPAddress.Parse("10.1.0.1")) };

        AssertChanges(plan, InteriorView.Of(plan with { IPv4 = Plan.IPv4 }), "ip route replace default via 10.1.0.1 dev eth1");
    }

    [Test]
    public void A_gateway_that_nobody_gives_any_more_goes() => AssertChanges(Plan with { IPv6 = null }, InteriorView.Of(Plan), "ip -6 route delete default via fd00::1 dev eth0");

    [Test]
    public void A_missing_interface_is_its_drivers_to_make() => AssertChanges(Plan, Nothing);

    [Test]
    public void Every_change_but_switching_on_can_be_taken_back()
    {
        var changes = InteriorDiff.Compute(Plan with { Interfaces = [Eth0 with { Mtu = 1300 }], IPv6 = null }, Drifted());

        Assert.That(changes.Where(static change => change.Inverse is null), Is.Empty, string.Join('\n', changes));
        foreach (var change in changes)
        {
            Assert.That(change.Inverse!.Inverse!.Command, Is.EqualTo(change.Command));
        }
    }

    private static InteriorView Eth0With(Func<InterfaceView, InterfaceView> change)
    {
        var view = InteriorView.Of(Plan);
        var present = view.Interface("eth0")!;
        return view with { Interfaces = view.Interfaces.Replace(present, change(present)) };
    }

    private static InteriorView Drifted()
    {
        var view = InteriorView.Of(Plan with { IPv4 = new DefaultRoute("eth0", IPAddress.Parse("10.0.0.99")) });
        var present = view.Interface("eth0")!;
        return view with
        {
            Interfaces = view.Interfaces.Replace(present, present with
            {
                Addresses = [],
                Routes = [],
                Sysctls = [.. present.Sysctls.Where(static pair => pair.Key != "net/ipv4/conf/eth0/log_martians"), KeyValuePair.Create("net/ipv4/conf/eth0/log_martians", "0")],
            }),
        };
    }

    private static void AssertChanges(InteriorPlan plan, InteriorView view, params string[] commands) =>
        Assert.That(InteriorDiff.Compute(plan, view).Select(static change => change.Command), Is.EqualTo(commands));
}
