
namespace NetController.Drivers.Bridge.Tests;

/// <summary>dockerd's election of the default bridge's subnet, rule by rule and row by row of its documented results.</summary>
public sealed class DefaultBridgeElectionTests
{
    private const string Nothing = "";

    [TestCase("nothing configured, own pools", "", "", "any IPv4")]
    [TestCase("fixed-cidr only", "fixed-cidr=192.168.176.0/24", "", "192.168.176.0/24 range 192.168.176.0/24")]
    [TestCase("bip only", "bip=192.168.176.88/24", "", "192.168.176.0/24 gateway 192.168.176.88")]
    [TestCase("address on the link only", "", "192.168.176.88/24", "192.168.176.0/24 gateway 192.168.176.88")]
    [TestCase("existing /20, fixed-cidr a /24 inside", "fixed-cidr=192.168.176.0/24", "192.168.176.88/20",
        "192.168.176.0/20 range 192.168.176.0/24 gateway 192.168.176.88")]
    [TestCase("existing /24, fixed-cidr a /20 containing it", "fixed-cidr=192.168.176.0/20", "192.168.176.88/24",
        "192.168.176.0/20 range 192.168.176.0/20 gateway 192.168.176.88")]
    [TestCase("existing address outside fixed-cidr", "fixed-cidr=192.168.177.0/24", "192.168.176.88/24", "192.168.177.0/24 range 192.168.177.0/24")]
    [TestCase("bip differs from existing address", "bip=192.168.177.99/24", "192.168.176.88/24", "192.168.177.0/24 gateway 192.168.177.99")]
    [TestCase("bip with fixed-cidr inside", "bip=192.168.176.88/20 fixed-cidr=192.168.176.0/24", "10.0.0.1/8",
        "192.168.176.0/20 range 192.168.176.0/24 gateway 192.168.176.88")]
    [TestCase("bip in the middle of its subnet is masked", "bip=192.168.178.1/20", "", "192.168.176.0/20 gateway 192.168.178.1")]
    [TestCase("the first address is taken without fixed-cidr", "", "10.1.0.1/16 10.2.0.1/16", "10.1.0.0/16 gateway 10.1.0.1")]
    [TestCase("the first address whose subnet contains fixed-cidr", "fixed-cidr=10.2.3.0/24", "10.1.0.1/16 10.2.0.1/16 10.2.0.2/16",
        "10.2.0.0/16 range 10.2.3.0/24 gateway 10.2.0.1")]
    [TestCase("an address inside fixed-cidr replaces a pick outside, and a match later ends the scan",
        "fixed-cidr=10.2.0.0/16", "10.1.0.1/16 10.2.7.1/24 10.2.0.1/24", "10.2.0.0/16 range 10.2.0.0/16 gateway 10.2.0.1")]
    [TestCase("an address inside fixed-cidr whose subnet lacks its first address is forgotten",
        "fixed-cidr=10.2.0.0/16", "10.1.0.1/16 10.2.7.1/24", "10.2.0.0/16 range 10.2.0.0/16")]
    [TestCase("addresses of the other family do not count", "", "fd00::1/64", "any IPv4")]
    [TestCase("the default gateway becomes an auxiliary address", "bip=10.0.0.1/24 default-gateway=10.0.0.254", "",
        "10.0.0.0/24 gateway 10.0.0.1 aux DefaultGatewayIPv4=10.0.0.254")]
    [TestCase("a default gateway that is the bridge itself needs no auxiliary address", "bip=10.0.0.1/24 default-gateway=10.0.0.1", "",
        "10.0.0.0/24 gateway 10.0.0.1")]
    public void The_managed_bridge_elects_its_IPv4_subnet(string name, string options, string onLink, string expected) =>
        Assert.That(Elect(IPFamily.IPv4, options, onLink), Is.EqualTo(expected), name);

    [TestCase("nothing configured", "", "", "any IPv6")]
    [TestCase("a link-local address does not count", "", "fe80::42:1/64", "any IPv6")]
    [TestCase("fixed-cidr-v6 fe80::/64 takes the kernel's link-local address", "fixed-cidr-v6=fe80::/64", "fe80::42:1/64",
        "fe80::/64 range fe80::/64 gateway fe80::42:1")]
    [TestCase("fixed-cidr-v6 fe80::/64 without a link yet", "fixed-cidr-v6=fe80::/64", "", "fe80::/64 range fe80::/64")]
    [TestCase("existing /56, fixed-cidr-v6 a /64 inside", "fixed-cidr-v6=fe80:1234::/64", "fe80::42:1/64 fe80:1234::88/56",
        "fe80:1234::/56 range fe80:1234::/64 gateway fe80:1234::88")]
    [TestCase("bip6 only", "bip6=fd00:1::88/64", "fd00:2::1/64", "fd00:1::/64 gateway fd00:1::88")]
    [TestCase("the default gateway becomes an auxiliary address", "bip6=fd00:1::1/64 default-gateway-v6=fd00:1::2", "",
        "fd00:1::/64 gateway fd00:1::1 aux DefaultGatewayIPv6=fd00:1::2")]
    public void The_managed_bridge_elects_its_IPv6_subnet(string name, string options, string onLink, string expected) =>
        Assert.That(Elect(IPFamily.IPv6, options, onLink), Is.EqualTo(expected), name);

    [TestCase("several addresses: the subnet containing fixed-cidr", "fixed-cidr=10.2.3.0/24", "10.1.0.1/16 10.2.0.1/16",
        "10.2.0.0/16 range 10.2.3.0/24 gateway 10.2.0.1")]
    [TestCase("fixed-cidr outside: the range is dropped", "fixed-cidr=10.9.0.0/24", "10.1.0.1/16",
        "10.1.0.0/16 gateway 10.1.0.1 warning: fixed-cidr 10.9.0.0/24 lies outside 10.1.0.0/16, the subnet of the user-managed bridge 'br0': addresses are chosen from the whole subnet")]
    [TestCase("fixed-cidr larger: the range is dropped", "fixed-cidr=10.0.0.0/8", "10.1.0.1/16",
        "10.1.0.0/16 gateway 10.1.0.1 warning: fixed-cidr 10.0.0.0/8 lies outside 10.1.0.0/16, the subnet of the user-managed bridge 'br0': addresses are chosen from the whole subnet")]
    public void A_user_managed_bridge_gives_its_IPv4_subnet(string name, string options, string onLink, string expected) =>
        Assert.That(Elect(IPFamily.IPv4, $"bridge=br0 {options}", onLink), Is.EqualTo(expected), name);

    [TestCase("fixed-cidr-v6 outside", "fixed-cidr-v6=fd00:9::/64")]
    [TestCase("fixed-cidr-v6 larger", "fixed-cidr-v6=fd00::/16")]
    public void A_user_managed_bridge_refuses_an_IPv6_range_outside_its_subnet(string name, string options)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Elect(IPFamily.IPv6, $"bridge=br0 {options}", "fd00:1::1/64"), name);

        Assert.That(error!.Problems.Single(), Does.Contain("lies outside fd00:1::/64, the subnet of the user-managed bridge 'br0'"));
    }

    [TestCase("default-gateway=10.9.0.1", "10.1.0.1/16", "default-gateway 10.9.0.1 lies outside the bridge's subnet 10.1.0.0/16")]
    [TestCase("default-gateway=10.9.0.1 fixed-cidr=10.1.0.0/24", "", "default-gateway 10.9.0.1 lies outside the bridge's subnet 10.1.0.0/24")]
    [TestCase("default-gateway=10.9.0.1", "", "default-gateway 10.9.0.1 is given, yet its subnet is not")]
    public void A_default_gateway_outside_the_elected_subnet_is_refused(string options, string onLink, string expected)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Elect(IPFamily.IPv4, options, onLink));

        Assert.That(error!.Problems, Is.EqualTo([expected]));
    }

    private static string Elect(IPFamily family, string options, string onLink)
    {
        var elected = DefaultBridgeElection.Elect(ReadOptions(options), family, [.. Words(onLink).Select(word => InterfaceAddress.Parse(word))]);
        var request = elected.Request;
        IEnumerable<string> parts =
        [
            request.Subnet?.ToString() ?? $"any {request.Family}",
            request.Range is { } range ? $"range {range}" : Nothing,
            request.Gateway is { } gateway ? $"gateway {gateway}" : Nothing,
            .. request.AuxiliaryAddresses.Select(named => $"aux {named.Key}={named.Value}"),
            .. elected.Warnings.Select(warning => $"warning: {warning}"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static DefaultBridgeOptions ReadOptions(string text)
    {
        var options = new DefaultBridgeOptions();
        foreach (var word in Words(text))
        {
            var (name, value) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
            options = name switch
            {
                "bridge" => options with { UserManagedBridge = value },
                "bip" => options with { AddressIPv4 = InterfaceAddress.Parse(value) },
                "bip6" => options with { AddressIPv6 = InterfaceAddress.Parse(value) },
                "fixed-cidr" => options with { FixedCidrIPv4 = IPPrefix.Parse(value) },
                "fixed-cidr-v6" => options with { FixedCidrIPv6 = IPPrefix.Parse(value) },
                "default-gateway" => options with { DefaultGatewayIPv4 = AddressText.Parse(value) },
                "default-gateway-v6" => options with { DefaultGatewayIPv6 = AddressText.Parse(value) },
                _ => throw new ArgumentException($"The table has no option '{name}'.", nameof(text)),
            };
        }

        return options;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
