using System.Globalization;
using NetController.Firewall;

namespace NetController.Drivers.Bridge.Tests;

public sealed class BridgeEndpointPlannerTests
{
    private static readonly NetworkPlan Dual = Sample.Plan(null, "172.20.0.1/16", "fd00:5::1/64");

    [Test]
    public void A_plain_endpoint_is_planned_whole() => AssertPlan(EndpointSample.Plan(Sample.Plan(null, "172.20.0.1/16"), "172.20.0.5/16"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: 172.20.0.5/16, gateways 172.20.0.1 and none
        policy 172.20.0.5 and none
        """);

    [Test]
    public void A_dual_stack_endpoint_has_a_gateway_of_each_family() => AssertPlan(EndpointSample.Plan(Dual, "172.20.0.5/16", "fd00:5::5/64"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: 172.20.0.5/16 fd00:5::5/64, gateways 172.20.0.1 and fd00:5::1
        policy 172.20.0.5 and fd00:5::5
        """);

    [Test]
    public void A_family_without_an_address_has_no_gateway() => AssertPlan(EndpointSample.Plan(Dual, "fd00:5::5/64"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: fd00:5::5/64, gateways none and fd00:5::1
        policy none and fd00:5::5
        """);

    [Test]
    public void An_internal_network_leads_nowhere() => AssertPlan(EndpointSample.Plan(Dual with { Internal = true }, "172.20.0.5/16", "fd00:5::5/64"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: 172.20.0.5/16 fd00:5::5/64, gateways none and none
        policy 172.20.0.5 and fd00:5::5
        """);

    [Test]
    public void An_isolated_family_leads_nowhere() => AssertPlan(
        EndpointSample.Plan(
            Sample.Plan(new BridgeNetworkOptions { GatewayModeIPv6 = GatewayMode.Isolated }, "10.5.0.1/24", "-fd00:5::1/64"), "10.5.0.5/24", "fd00:5::5/64"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: 10.5.0.5/24 fd00:5::5/64, gateways 10.5.0.1 and none
        policy 10.5.0.5 and fd00:5::5
        """);

    [Test]
    public void A_gateway_that_the_creator_named_takes_the_bridges_place()
    {
        var pool = Sample.Pool("10.5.0.1/24") with { AuxiliaryAddresses = Sample.Aux("DefaultGatewayIPv4", "10.5.0.254") };

        AssertPlan(EndpointSample.Plan(Sample.Plan(null) with { Pools = [pool] }, "10.5.0.5/24"), """
            ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
            eth0 02:00:00:00:00:05 mtu 1500: 10.5.0.5/24, gateways 10.5.0.254 and none
            policy 10.5.0.5 and none
            """);
    }

    [Test]
    public void An_inhibited_address_stays_the_gateway() => AssertPlan(
        EndpointSample.Plan(Sample.Plan(new BridgeNetworkOptions { InhibitIPv4 = true }, "10.5.0.1/24"), "10.5.0.5/24"), """
        ncv456789abcde on nc-0123456789ab, mtu 1500, tag TAG
        eth0 02:00:00:00:00:05 mtu 1500: 10.5.0.5/24, gateways 10.5.0.1 and none
        policy 10.5.0.5 and none
        """);

    [TestCase(null, null, "nc-0123456789ab", 1500)]
    [TestCase(null, 9000, "nc-0123456789ab", 9000)]
    [TestCase(1400, 9000, "nc-0123456789ab", 1400)]
    [TestCase(null, null, "br-web", null)]
    [TestCase(1400, null, "br-web", 1400)]
    public void The_mtu_is_the_endpoints_or_the_networks_or_for_the_bridge_to_say(int? endpoint, int? network, string bridge, int? expected)
    {
        var options = new BridgeNetworkOptions { Mtu = network, LinkName = bridge.StartsWith("nc-", StringComparison.Ordinal) ? null : bridge };

        var plan = EndpointSample.Whole(EndpointSample.Plan(Sample.Plan(options, "10.5.0.1/24"), "10.5.0.5/24") with { Mtu = endpoint });

        Assert.That((plan.Mtu, plan.Interface.Mtu, plan.Bridge), Is.EqualTo((expected, expected, bridge)));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Endpoints_that_may_not_talk_have_isolated_ports(bool connectivity, bool expected) => Assert.That(
        EndpointSample.Whole(EndpointSample.Plan(Sample.Plan(new BridgeNetworkOptions { InterContainerConnectivity = connectivity }, "10.5.0.1/24"))).IsIsolated,
        Is.EqualTo(expected));

    [Test]
    public void Published_ports_are_the_firewalls()
    {
        var ports = new PublishedPorts(TransportProtocol.Tcp, System.Net.IPAddress.Any, new PortRange(8080), new PortRange(80));

        Assert.That(EndpointSample.Whole(EndpointSample.Plan(Dual, "172.20.0.5/16") with { Ports = [ports] }).Policy.Ports, Is.EqualTo(new[] { ports }));
    }

    [TestCase("192.0.2.1", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("127.0.0.1", false)]
    [TestCase("::", false)]
    public void An_endpoint_may_reach_itself_where_ports_of_the_host_lead_to_it(string hostAddress, bool expected)
    {
        var ports = new PublishedPorts(TransportProtocol.Tcp, AddressText.Parse(hostAddress), new PortRange(8080), new PortRange(80));

        bool MayReachItself(BridgeNetworkOptions? options, bool isInternal = false) => EndpointSample.Whole(
            EndpointSample.Plan(Sample.Plan(options, "172.20.0.1/16") with { Internal = isInternal }, "172.20.0.5/16") with { Ports = [ports] }).MayReachItself;

        Assert.That(MayReachItself(null), Is.EqualTo(expected));
        Assert.That(MayReachItself(new BridgeNetworkOptions { GatewayModeIPv4 = GatewayMode.NatUnprotected }), Is.EqualTo(expected));
        Assert.That(MayReachItself(new BridgeNetworkOptions { GatewayModeIPv4 = GatewayMode.Routed }), Is.False);
        Assert.That(MayReachItself(new BridgeNetworkOptions { InterContainerConnectivity = false }), Is.False);
        Assert.That(MayReachItself(null, isInternal: true), Is.False);
    }

    [Test]
    public void All_problems_of_a_plan_are_reported_together()
    {
        var plan = EndpointSample.Plan(Sample.Plan(null, "172.20.0.1/16"), "172.20.0.5/24", "fd00:5::5/64") with
        {
            InterfaceName = "eth/0",
            MacAddress = MacAddress.Parse("01:00:00:00:00:05"),
            Mtu = 1000,
        };

        Assert.That(Assert.Throws<InvalidRequestException>(() => EndpointSample.Whole(plan))!.Problems, Is.EqualTo(new[]
        {
            "the interface name 'eth/0' cannot name a link: '/' is not allowed",
            "the MAC address 01:00:00:00:00:05 is a group's",
            "mtu 1000 is outside 1280–65535, which IPv6 needs",
            "the address 172.20.0.5/24 does not belong to the subnet 172.20.0.0/16",
            "the network has no IPv6 subnet for the address fd00:5::5/64",
        }));
    }

    [Test]
    public void An_mtu_larger_than_the_networks_is_refused() => Assert.That(
        Assert.Throws<InvalidRequestException>(() => EndpointSample.Whole(EndpointSample.Plan(Dual, "172.20.0.5/16") with { Mtu = 1501 }))!.Problems,
        Is.EqualTo(new[] { "mtu 1501 is larger than the network's 1500" }));

    [TestCase("ncv456789abcde", "456789abcde")]
    [TestCase("ncv456789abcd", null)]
    [TestCase("ncv456789abcdef", null)]
    [TestCase("ncv456789ABCDE", null)]
    [TestCase("nc-456789abcde", null)]
    public void A_near_end_is_known_by_its_name(string name, string? expected) =>
        Assert.That(EndpointLinkName.TryReadShortId(name, out var id) ? id : null, Is.EqualTo(expected));

    private static void AssertPlan(EndpointPlan plan, string expected) => Assert.That(Print(EndpointSample.Whole(plan)), Is.EqualTo(expected));

    private static string Print(BridgeEndpointPlan plan) => string.Create(CultureInfo.InvariantCulture, $"""
        {plan.Link} on {plan.Bridge}, mtu {plan.Mtu}, tag {plan.Tag.ToString().Replace(EndpointSample.Tag, "TAG", StringComparison.Ordinal)}
        {plan.Interface.Name} {plan.Mac} mtu {plan.Interface.Mtu}: {string.Join(' ', plan.Interface.Addresses)}, gateways {plan.Interface.GatewayIPv4?.ToString() ?? "none"} and {plan.Interface.GatewayIPv6?.ToString() ?? "none"}
        policy {plan.Policy.IPv4?.ToString() ?? "none"} and {plan.Policy.IPv6?.ToString() ?? "none"}
        """);
}
