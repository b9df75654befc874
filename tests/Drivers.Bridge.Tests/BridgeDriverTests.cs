using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall;

namespace NetController.Drivers.Bridge.Tests;

public sealed class BridgeDriverTests
{
    private INetworkDriver Driver { get; } =
        BridgeDriver.Create(new DriverContext(Sample.Instance, new NoHostSettings()) { LoggerFactory = NullLoggerFactory.Instance });

    private static readonly TestCaseData[] Invalid =
    [
        Case("a name too long", Spec(new() { LinkName = "a-name-of-sixteen" }),
            "the bridge name 'a-name-of-sixteen' cannot name a link: it is longer than the 15 bytes that the kernel allows"),
        Case("a name that stands for every link", Spec(new() { LinkName = "all" }),
            "the bridge name 'all' cannot name a link: 'all' and 'default' stand for every link and for new ones in sysctl paths"),
        Case("a name that iptables takes for many", Spec(new() { LinkName = "br+" }),
            "the bridge name 'br+' cannot name a link: it ends with '+', which iptables reads as 'every link that begins so'"),
        Case("a trusted interface that no rule can name", Spec(new() { TrustedInterfaces = ["eth\"0"] }),
            "the trusted interface 'eth\"0' cannot name a link: it has quotes or a backslash, which firewall rules cannot express"),
        Case("no family", Spec(new()) with { EnableIPv4 = false }, "neither IPv4 nor IPv6 is enabled"),
        Case("an MTU too small", Spec(new() { Mtu = 67 }), "mtu 67 is outside 68–65535"),
        Case("an MTU too large", Spec(new() { Mtu = 65536 }), "mtu 65536 is outside 68–65535"),
        Case("an MTU too small for IPv6", Spec(new() { Mtu = 1279 }) with { EnableIPv6 = true }, "mtu 1279 is outside 1280–65535, which IPv6 needs"),
        Case("isolated without internal", Spec(new() { GatewayModeIPv4 = GatewayMode.Isolated }), "the IPv4 gateway mode 'isolated' is for internal networks alone"),
        Case("a gateway mode of a family that is off", Spec(new() { GatewayModeIPv6 = GatewayMode.Routed }),
            "the IPv6 gateway mode 'routed' is asked for, yet IPv6 is not enabled"),
        Case("a gateway mode that does not exist", Spec(new() { GatewayModeIPv4 = (GatewayMode)9 }), "the IPv4 gateway mode 9 does not exist"),
        Case("a source address of the other family", Spec(new() { SourceAddressIPv4 = IPAddress.IPv6Loopback }), "the source address ::1 is not of the family IPv4"),
        Case("a source address of a family that is off", Spec(new() { SourceAddressIPv6 = IPAddress.IPv6Loopback }),
            "the source address ::1 is asked for, yet IPv6 is not enabled"),
        Case("a source address without translation", Spec(new() { SourceAddressIPv4 = IPAddress.Loopback, GatewayModeIPv4 = GatewayMode.Routed }),
            "the source address 127.0.0.1 has no use: gateway mode 'routed' translates nothing"),
        Case("a source address of an internal network", Spec(new() { SourceAddressIPv4 = IPAddress.Loopback }) with { Internal = true },
            "the source address 127.0.0.1 has no use: an internal network translates nothing"),
        Case("a source address without masquerading", Spec(new() { SourceAddressIPv4 = IPAddress.Loopback, Masquerade = false }),
            "the source address 127.0.0.1 contradicts masquerading being off"),
        Case("inhibited without IPv4", Spec(new() { InhibitIPv4 = true }) with { EnableIPv4 = false, EnableIPv6 = true },
            "inhibit_ipv4 is asked for, yet IPv4 is not enabled"),
        Case("user-managed without a name", Spec(new() { UserManaged = true }), "a user-managed bridge is asked for without its name"),
        Case("a multicast subnet", WithSubnet("ff05::/64"), "subnet ff05::/64 is a multicast range"),
        Case("a subnet that overlaps link-local", WithSubnet("fe80::/16"), "subnet fe80::/16 overlaps the link-local subnet fe80::/64 without being it"),
        Case("a default gateway outside", WithSubnet("10.0.0.0/24", ("DefaultGatewayIPv4", "10.0.1.1")),
            "DefaultGatewayIPv4 10.0.1.1 lies outside the subnet 10.0.0.0/24"),
        Case("a default gateway of an internal network", WithSubnet("10.0.0.0/24", ("DefaultGatewayIPv4", "10.0.0.9")) with { Internal = true },
            "DefaultGatewayIPv4 10.0.0.9 has no use: an internal network has no gateway"),
        Case("the default network by anybody else", Spec(new() { IsDefaultBridge = true }),
            "'com.docker.network.bridge.default_bridge' marks the default network and cannot be asked for"),
    ];

    [OneTimeTearDown]
    public async Task DisposeDriver() => await Driver.DisposeAsync();

    [TestCaseSource(nameof(Invalid))]
    public void A_spec_that_contradicts_itself_is_refused(NetworkSpec spec, string expected)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Driver.Validate(Sample.Network, spec));

        Assert.That(error!.Problems, Is.EqualTo([expected]));
        Assert.That(error.Subject, Is.EqualTo("network 'web'"));
    }

    [Test]
    public void All_that_is_wrong_is_reported_together()
    {
        var spec = Spec(new() { LinkName = "a/b", Mtu = 1, GatewayModeIPv4 = GatewayMode.Isolated });

        Assert.That(Assert.Throws<InvalidRequestException>(() => Driver.Validate(Sample.Network, spec))!.Problems, Has.Length.EqualTo(3));
    }

    [Test]
    public void A_plain_network_needs_a_link_a_subnet_and_a_gateway() => Assert.That(
        Driver.Validate(Sample.Network, Spec(new())),
        Is.EqualTo(new NetworkRequirements { LinkName = Sample.Link, NeedsPools = true, Gateways = [IPFamily.IPv4] }));

    [TestCase(false, false, false, "IPv4, IPv6")]
    [TestCase(true, false, false, "IPv4, IPv6", Description = "an inhibited address is reserved all the same")]
    [TestCase(true, true, false, "IPv6")]
    [TestCase(false, true, true, "IPv4")]
    public void Gateways_are_needed_where_the_host_has_or_reserves_an_address(bool inhibited, bool isInternal, bool isolatedIPv6, string expected)
    {
        var options = new BridgeNetworkOptions
        {
            LinkName = "br-web",
            InhibitIPv4 = inhibited,
            GatewayModeIPv6 = isolatedIPv6 ? GatewayMode.Isolated : GatewayMode.Nat,
        };

        var requirements = Driver.Validate(Sample.Network, Spec(options) with { EnableIPv6 = true, Internal = isInternal });

        Assert.That(string.Join(", ", requirements.Gateways), Is.EqualTo(expected));
        Assert.That(requirements.LinkName, Is.EqualTo("br-web"));
    }

    [Test]
    public async Task A_plan_that_cannot_be_real_gives_no_handle() =>
        await Assert.ThatAsync(async () => await Driver.OpenNetworkAsync(Sample.Plan(null), default), Throws.TypeOf<InvalidRequestException>());

    [Test]
    public async Task A_handle_knows_its_link_and_its_policy()
    {
        var network = await Driver.OpenNetworkAsync(Sample.Plan(null, "172.20.0.1/16"), default);

        Assert.That(network.LinkName, Is.EqualTo(Sample.Link));
        Assert.That(network.Policy, Is.EqualTo(new NetworkPolicy(Sample.Network, Sample.Link) { IPv4 = new FamilyPolicy(IPPrefix.Parse("172.20.0.0/16")) }));
    }

    private static TestCaseData Case(string name, NetworkSpec spec, string problem) =>
        new TestCaseData(spec, problem).SetName($"A spec that contradicts itself is refused: {name}");

    private static NetworkSpec Spec(BridgeNetworkOptions options) => new("web", options);

    private static NetworkSpec WithSubnet(string subnet, params (string Name, string Address)[] aux) => Spec(new()) with
    {
        EnableIPv6 = true,
        Subnets =
        [
            new SubnetRequest(IPPrefix.Parse(subnet))
            {
                AuxiliaryAddresses = new EquatableMap<IPAddress>(aux.Select(named => KeyValuePair.Create(named.Name, AddressText.Parse(named.Address)))),
            },
        ],
    };

    /// <summary>Stands where nothing may change the host.</summary>
    private sealed class NoHostSettings : IHostSettings
    {
        public ValueTask<bool> EnsureSysctlAsync(string path, string value, string reason, UndoLog undo) =>
            throw new InvalidOperationException($"Validation changed {path}.");
    }
}
