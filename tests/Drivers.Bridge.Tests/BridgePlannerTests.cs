using System.Globalization;
using NetController.Firewall;

namespace NetController.Drivers.Bridge.Tests;

public sealed class BridgePlannerTests
{
    [Test]
    public void A_plain_network_is_planned_whole() => AssertPlan(Sample.Plan(null, "172.20.0.1/16"), """
        link nc-0123456789ab, custody Network, mtu 1500, IPv6 as it is
        address 172.20.0.1/16
        forwards IPv4
        policy nc-0123456789ab
          IPv4 172.20.0.0/16 Nat masquerade
        """);

    [Test]
    public void A_dual_stack_network_with_every_option_is_planned_whole() => AssertPlan(
        Sample.Plan(
            new BridgeNetworkOptions
            {
                LinkName = "br-web",
                Mtu = 9000,
                InterContainerConnectivity = false,
                GatewayModeIPv6 = GatewayMode.Routed,
                SourceAddressIPv4 = AddressText.Parse("192.0.2.7"),
            },
            "10.5.0.1/24",
            "fd00:5::1/64"),
        """
        link br-web, custody Network, mtu 9000, IPv6
        address 10.5.0.1/24
        address fd00:5::1/64
        forwards IPv4, IPv6
        policy br-web, no icc
          IPv4 10.5.0.0/24 Nat masquerade as 192.0.2.7
          IPv6 fd00:5::/64 Routed
        """);

    [Test]
    public void An_internal_network_keeps_its_host_address_and_forwards_nothing() => AssertPlan(
        Sample.Plan(null, "10.5.0.1/24", "fd00:5::1/64") with { Internal = true }, """
        link nc-0123456789ab, custody Network, mtu 1500, IPv6
        address 10.5.0.1/24
        address fd00:5::1/64
        policy nc-0123456789ab, internal
          IPv4 10.5.0.0/24 Nat
          IPv6 fd00:5::/64 Nat
        """);

    [Test]
    public void An_isolated_family_has_no_host_address() => AssertPlan(
        Sample.Plan(new BridgeNetworkOptions { GatewayModeIPv6 = GatewayMode.Isolated }, "10.5.0.1/24", "-fd00:5::1/64") with { Internal = true }, """
        link nc-0123456789ab, custody Network, mtu 1500, IPv6 off
        address 10.5.0.1/24
        policy nc-0123456789ab, internal
          IPv4 10.5.0.0/24 Nat
          IPv6 fd00:5::/64 Isolated
        """);

    [Test]
    public void An_inhibited_IPv4_address_stays_off_the_bridge() => AssertPlan(
        Sample.Plan(new BridgeNetworkOptions { InhibitIPv4 = true, Masquerade = false }, "10.5.0.1/24"), """
        link nc-0123456789ab, custody Network, mtu 1500, IPv6 as it is
        forwards IPv4
        policy nc-0123456789ab
          IPv4 10.5.0.0/24 Nat
        """);

    [Test]
    public void What_concerns_endpoints_alone_is_handed_on()
    {
        var plan = Sample.Planned(Sample.Plan(
            new BridgeNetworkOptions { TrustedInterfaces = ["eth0", "wlan0"], InterfacePrefix = "net", HostBinding = AddressText.Parse("192.0.2.7") }, "10.5.0.1/24"));

        Assert.That(plan.Policy.TrustedInterfaces, Is.EqualTo(new[] { "eth0", "wlan0" }));
        Assert.That((plan.InterfacePrefix, plan.HostBinding), Is.EqualTo(("net", AddressText.Parse("192.0.2.7"))));
    }

    [TestCase(false, "link br0, custody Default")]
    [TestCase(true, "link br0, custody UserManaged")]
    public void The_default_network_names_its_custody(bool userManaged, string expected)
    {
        var options = new BridgeNetworkOptions { LinkName = "br0", IsDefaultBridge = true, UserManaged = userManaged };

        Assert.That(Print(Sample.Planned(Sample.Plan(options, "10.5.0.1/24"))), Does.StartWith(expected));
    }

    [Test]
    public void A_plan_without_a_subnet_is_refused() => AssertProblems(Sample.Plan(null), "a bridge network needs a subnet");

    [Test]
    public void A_plan_without_a_gateway_is_refused_where_the_host_needs_one() =>
        AssertProblems(Sample.Plan(null, "-10.5.0.1/24"), "the bridge has no address in the subnet 10.5.0.0/24");

    [Test]
    public void A_gateway_outside_its_subnet_is_refused()
    {
        var pool = new NetworkPool(IPPrefix.Parse("10.5.0.0/24")) { Gateway = InterfaceAddress.Parse("10.6.0.1/24") };

        AssertProblems(Sample.Plan(null) with { Pools = [pool] }, "the gateway 10.6.0.1/24 does not belong to the subnet 10.5.0.0/24");
    }

    [TestCase("DefaultGatewayIPv4", "10.6.0.1", false, "DefaultGatewayIPv4 10.6.0.1 lies outside the subnet 10.5.0.0/24")]
    [TestCase("DefaultGatewayIPv4", "10.5.0.9", true, "DefaultGatewayIPv4 10.5.0.9 has no use: an internal network has no gateway")]
    [TestCase("DefaultGatewayIPv6", "fd00::9", false, "DefaultGatewayIPv6 fd00::9 cannot belong to an IPv4 subnet")]
    public void A_default_gateway_that_cannot_serve_is_refused(string name, string address, bool isInternal, string expected)
    {
        var pool = Sample.Pool("10.5.0.1/24") with { AuxiliaryAddresses = Sample.Aux(name, address) };

        AssertProblems(Sample.Plan(null) with { Pools = [pool], Internal = isInternal }, expected);
    }

    [Test]
    public void All_problems_of_a_plan_are_reported_together() => AssertProblems(
        Sample.Plan(null, "-10.5.0.1/24", "ff05::1/64"),
        "the bridge has no address in the subnet 10.5.0.0/24",
        "subnet ff05::/64 is a multicast range");

    private static void AssertProblems(NetworkPlan plan, params string[] expected) =>
        Assert.That(Assert.Throws<InvalidRequestException>(() => Sample.Planned(plan))!.Problems, Is.EqualTo(expected));

    private static void AssertPlan(NetworkPlan plan, string expected) => Assert.That(Print(Sample.Planned(plan)), Is.EqualTo(expected));

    private static string Print(BridgePlan plan) => string.Join('\n',
    [
        $"link {plan.Link}, custody {plan.Custody}, mtu {(plan.Mtu ?? BridgePlan.KernelMtu).ToString(CultureInfo.InvariantCulture)}, {(plan.LinkSpeaksIPv6 switch { true => "IPv6", false => "IPv6 off", null => "IPv6 as it is" })}",
        .. plan.Addresses.Select(address => $"address {address}"),
        .. plan.Forwarding.Count == 0 ? Array.Empty<string>() : [$"forwards {string.Join(", ", plan.Forwarding)}"],
        $"policy {plan.Policy.Link}{(plan.Policy.Internal ? ", internal" : "")}{(plan.Policy.InterContainerConnectivity ? "" : ", no icc")}",
        .. new[] { IPFamily.IPv4, IPFamily.IPv6 }.Select(family => Print(family, plan.Policy.Family(family))).OfType<string>(),
    ]);

    private static string? Print(IPFamily family, FamilyPolicy? policy) => policy is null
        ? null
        : $"  {family} {policy.Subnet} {policy.Mode}{(policy.Masquerade ? " masquerade" : "")}{(policy.SourceAddress is { } source ? $" as {source}" : "")}";
}
