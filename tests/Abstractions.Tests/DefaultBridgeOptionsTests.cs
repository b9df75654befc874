namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class DefaultBridgeOptionsTests
{
    private static readonly DefaultBridgeOptions Defaults = new();

    private static readonly (string Name, DefaultBridgeOptions Options)[] Fine =
    [
        ("the defaults", Defaults),
        ("switched off", Defaults with { Enabled = false }),
        ("bip", Defaults with { AddressIPv4 = Address("192.168.176.88/24") }),
        ("bip on a point-to-point subnet", Defaults with { AddressIPv4 = Address("192.168.176.0/31") }),
        ("bip with ranges and gateway inside", Defaults with
        {
            AddressIPv4 = Address("192.168.176.88/20"), FixedCidrIPv4 = Prefix("192.168.176.0/24"), DefaultGatewayIPv4 = AddressText.Parse("192.168.176.1"),
        }),
        ("bip6 with range and gateway inside", Defaults with
        {
            AddressIPv6 = Address("fd00::1/56"), FixedCidrIPv6 = Prefix("fd00::/64"), DefaultGatewayIPv6 = AddressText.Parse("fd00::2"),
        }),
        ("the last IPv6 address", Defaults with { AddressIPv6 = Address("fd00::ffff/112") }),
        ("fixed-cidr alone", Defaults with { FixedCidrIPv4 = Prefix("192.168.176.0/24") }),
        ("a user-managed bridge with a range", Defaults with { UserManagedBridge = "br-lan", FixedCidrIPv4 = Prefix("192.168.176.0/24") }),
        ("the link-local subnet itself", Defaults with { FixedCidrIPv6 = Prefix("fe80::/64") }),
        ("a subnet beside the link-local one", Defaults with { FixedCidrIPv6 = Prefix("fe80:1234::/64") }),
        ("the smallest MTU", Defaults with { Mtu = 68 }),
        ("the smallest MTU with IPv6", Defaults with { Mtu = 1280, EnableIPv6 = true }),
        ("the largest MTU", Defaults with { Mtu = 65535 }),
    ];

    private static readonly (DefaultBridgeOptions Options, string[] Named)[] Contradictory =
    [
        (Defaults with { LinkName = "a-name-that-is-too-long" }, ["a-name-that-is-too-long", "15 bytes"]),
        (Defaults with { UserManagedBridge = "a/b" }, ["a/b"]),
        (Defaults with { UserManagedBridge = "br-lan", AddressIPv4 = Address("10.0.0.1/24") }, ["br-lan", "10.0.0.1/24"]),
        (Defaults with { UserManagedBridge = "br-lan", AddressIPv6 = Address("fd00::1/64") }, ["br-lan", "fd00::1/64"]),
        (Defaults with { Enabled = false, AddressIPv4 = Address("10.0.0.1/24") }, ["switched off"]),
        (Defaults with { Enabled = false, UserManagedBridge = "br-lan" }, ["switched off"]),
        (Defaults with { AddressIPv4 = Address("10.0.0.1/24"), FixedCidrIPv4 = Prefix("10.0.1.0/24") }, ["fixed-cidr 10.0.1.0/24", "10.0.0.0/24"]),
        (Defaults with { AddressIPv4 = Address("10.0.0.1/24"), FixedCidrIPv4 = Prefix("10.0.0.0/16") }, ["fixed-cidr 10.0.0.0/16"]),
        (Defaults with { AddressIPv6 = Address("fd00::1/64"), FixedCidrIPv6 = Prefix("fd01::/64") }, ["fixed-cidr-v6 fd01::/64"]),
        (Defaults with { AddressIPv4 = Address("10.0.0.1/24"), DefaultGatewayIPv4 = AddressText.Parse("10.0.1.1") }, ["default-gateway 10.0.1.1"]),
        (Defaults with { AddressIPv6 = Address("fd00::1/64"), DefaultGatewayIPv6 = AddressText.Parse("fd01::1") }, ["default-gateway-v6 fd01::1"]),
        (Defaults with { AddressIPv4 = Address("10.0.0.0/24") }, ["bip 10.0.0.0/24", "subnet's own address"]),
        (Defaults with { AddressIPv4 = Address("10.0.0.255/24") }, ["bip 10.0.0.255/24", "broadcast"]),
        (Defaults with { AddressIPv6 = Address("fd00::/64") }, ["bip6 fd00::/64", "subnet's own address"]),
        (Defaults with { AddressIPv4 = Address("fd00::1/64") }, ["bip takes IPv4, not IPv6"]),
        (Defaults with { AddressIPv6 = Address("10.0.0.1/24") }, ["bip6 takes IPv6, not IPv4"]),
        (Defaults with { FixedCidrIPv4 = Prefix("fd00::/64") }, ["fixed-cidr takes IPv4, not IPv6"]),
        (Defaults with { DefaultGatewayIPv6 = AddressText.Parse("10.0.0.1") }, ["default-gateway-v6 takes IPv6, not IPv4"]),
        (Defaults with { FixedCidrIPv6 = Prefix("ff02::/64") }, ["ff02::/64", "multicast"]),
        (Defaults with { FixedCidrIPv6 = Prefix("fe80::/48") }, ["fe80::/48", "link-local"]),
        (Defaults with { FixedCidrIPv6 = Prefix("fe80::/80") }, ["fe80::/80", "link-local"]),
        (Defaults with { FixedCidrIPv6 = Prefix("::/0") }, ["::/0", "multicast"]),
        (Defaults with { Mtu = 67 }, ["mtu 67", "68–65535"]),
        (Defaults with { Mtu = 1279, EnableIPv6 = true }, ["mtu 1279", "1280–65535"]),
        (Defaults with { Mtu = 65536 }, ["mtu 65536"]),
    ];

    private static IEnumerable<TestCaseData> FineCases =>
        Fine.Select(static given => new TestCaseData(given.Options).SetArgDisplayNames(given.Name));

    private static IEnumerable<TestCaseData> ContradictoryCases =>
        Contradictory.Select(static given => new TestCaseData(given.Options, given.Named).SetArgDisplayNames(string.Join(", ", given.Named)));

    [TestCaseSource(nameof(FineCases))]
    public void Options_that_can_be_tried_have_no_problem(DefaultBridgeOptions options)
    {
        Assert.That(options.Problems(), Is.Empty);
    }

    [TestCaseSource(nameof(ContradictoryCases))]
    public void A_contradiction_is_named(DefaultBridgeOptions options, string[] named)
    {
        var problems = options.Problems();

        Assert.That(problems.Any(problem => named.All(name => problem.Contains(name, StringComparison.Ordinal))), Is.True, string.Join("; ", problems));
    }

    [Test]
    public void All_contradictions_are_reported_together()
    {
        var options = Defaults with { LinkName = "a/b", Mtu = 1, AddressIPv4 = Address("10.0.0.0/24"), FixedCidrIPv6 = Prefix("ff02::/64") };

        Assert.That(options.Problems(), Has.Length.EqualTo(4));
    }

    [Test]
    public void The_bridge_in_use_is_the_administrators_where_there_is_one()
    {
        Assert.That((Defaults.EffectiveLinkName, (Defaults with { UserManagedBridge = "br-lan" }).EffectiveLinkName), Is.EqualTo(("netctl0", "br-lan")));
    }

    private static InterfaceAddress Address(string text) => InterfaceAddress.Parse(text);

    private static IPPrefix Prefix(string text) => IPPrefix.Parse(text);
}
