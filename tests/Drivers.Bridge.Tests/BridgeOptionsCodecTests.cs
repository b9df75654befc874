using System.Net;
using CsCheck;
using NetController.Firewall;

namespace NetController.Drivers.Bridge.Tests;

public sealed class BridgeOptionsCodecTests
{
    private static readonly Gen<IPAddress?> Addresses = Gen.OneOf<IPAddress?>(
        Gen.Const((IPAddress?)null),
        Gen.Byte.Array[4].Select(bytes => (IPAddress?)new IPAddress(bytes)),
        Gen.Byte.Array[16].Select(bytes => (IPAddress?)new IPAddress(bytes).Normalized()));

    private static readonly Gen<GatewayMode> Modes = Gen.Enum<GatewayMode>();

    private static readonly Gen<BridgeNetworkOptions> Options =
        from link in Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char.AlphaNumeric, 1, 15].Select(name => (string?)name))
        from flags in Gen.Bool.Array[5]
        from mtu in Gen.OneOf(Gen.Const((int?)null), Gen.Int[-1, 70_000].Select(value => (int?)value))
        from modes in Gen.Select(Modes, Modes)
        from addresses in Addresses.Array[3]
        from trusted in Gen.String[Gen.Char.AlphaNumeric, 1, 15].Array[0, 3]
        from prefix in Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char.AlphaNumeric, 1, 12].Select(name => (string?)name))
        select new BridgeNetworkOptions
        {
            LinkName = link,
            IsDefaultBridge = flags[0],
            UserManaged = flags[1],
            Mtu = mtu,
            InterContainerConnectivity = flags[2],
            Masquerade = flags[3],
            GatewayModeIPv4 = modes.Item1,
            GatewayModeIPv6 = modes.Item2,
            SourceAddressIPv4 = addresses[0],
            SourceAddressIPv6 = addresses[1],
            InhibitIPv4 = flags[4],
            HostBinding = addresses[2],
            TrustedInterfaces = trusted.ToEquatableArray(),
            InterfacePrefix = prefix,
        };

    [Test]
    public void Whatever_is_written_reads_back_equal() => Options.Sample(options =>
        BridgeDriver.DriverKind.ReadOptions(BridgeDriver.DriverKind.WriteOptions(options)).Equals(options));

    [Test]
    public void Any_text_reads_or_is_refused_by_name() =>
        Gen.Select(Gen.OneOfConst(BridgeOptionKeysInUse), Gen.String).Sample((key, text) =>
        {
            try
            {
                var options = BridgeDriver.DriverKind.ReadOptions(new Dictionary<string, string> { [key] = text });
                return BridgeDriver.DriverKind.ReadOptions(BridgeDriver.DriverKind.WriteOptions(options)).Equals(options);
            }
            catch (InvalidRequestException refused)
            {
                return refused.Problems.Single().Contains(key, StringComparison.Ordinal);
            }
        });

    [Test]
    public void Defaults_are_not_written() => Assert.That(BridgeDriver.DriverKind.WriteOptions(new BridgeNetworkOptions()), Is.Empty);

    [Test]
    public void Dockers_names_and_words_are_understood()
    {
        var read = BridgeDriver.DriverKind.ReadOptions(new Dictionary<string, string>
        {
            ["com.docker.network.bridge.name"] = "br-web",
            ["com.docker.network.bridge.default_bridge"] = "t",
            ["com.docker.network.bridge.enable_icc"] = "False",
            ["com.docker.network.bridge.enable_ip_masquerade"] = "0",
            ["com.docker.network.bridge.gateway_mode_ipv4"] = "nat-unprotected",
            ["com.docker.network.bridge.gateway_mode_ipv6"] = "routed",
            ["com.docker.network.bridge.inhibit_ipv4"] = "1",
            ["com.docker.network.bridge.host_binding_ipv4"] = "0.0.0.0",
            ["com.docker.network.bridge.trusted_host_interfaces"] = "eth0:wlan0",
            ["com.docker.network.container_iface_prefix"] = "net",
            ["com.docker.network.driver.mtu"] = "1400",
            ["com.docker.network.host_ipv4"] = "192.0.2.7",
            ["com.docker.network.host_ipv6"] = "2001:db8::7",
            ["netctl.bridge.user_managed"] = "true",
        });

        Assert.That(read, Is.EqualTo(new BridgeNetworkOptions
        {
            LinkName = "br-web",
            IsDefaultBridge = true,
            UserManaged = true,
            Mtu = 1400,
            InterContainerConnectivity = false,
            Masquerade = false,
            GatewayModeIPv4 = GatewayMode.NatUnprotected,
            GatewayModeIPv6 = GatewayMode.Routed,
            SourceAddressIPv4 = IPAddress.Parse("192.0.2.7"),
            SourceAddressIPv6 = IPAddress.Parse("2001:db8::7"),
            InhibitIPv4 = true,
            HostBinding = IPAddress.Any,
            TrustedInterfaces = ["eth0", "wlan0"],
            InterfacePrefix = "net",
        }));
    }

    [Test]
    public void Everything_unknown_or_unreadable_is_reported_together()
    {
        var error = Assert.Throws<InvalidRequestException>(() => BridgeDriver.DriverKind.ReadOptions(new Dictionary<string, string>
        {
            ["com.docker.network.bridge.enable_icc"] = "yes",
            ["com.docker.network.driver.mtu"] = "1.5k",
            ["com.docker.network.host_ipv4"] = "010.0.0.1",
            ["com.docker.network.bridge.gateway_mode_ipv4"] = "NAT",
            ["com.docker.network.bridge.shape"] = "round",
            ["colour"] = "blue",
        }));

        Assert.That(error!.Problems, Is.EqualTo(new[]
        {
            "option 'com.docker.network.driver.mtu' cannot be '1.5k': write a decimal number",
            "option 'com.docker.network.bridge.enable_icc' cannot be 'yes': write 'true' or 'false'",
            "option 'com.docker.network.bridge.gateway_mode_ipv4' cannot be 'NAT': write 'nat', 'nat-unprotected', 'routed' or 'isolated'",
            "option 'com.docker.network.host_ipv4' cannot be '010.0.0.1': write an IP address, such as 192.0.2.1",
            "option 'colour' is unknown",
            "option 'com.docker.network.bridge.shape' is unknown",
        }));
    }

    private static readonly string[] BridgeOptionKeysInUse =
    [
        BridgeOptionKeys.LinkName,
        BridgeOptionKeys.DefaultBridge,
        BridgeOptionKeys.UserManaged,
        BridgeOptionKeys.Mtu,
        BridgeOptionKeys.InterContainerConnectivity,
        BridgeOptionKeys.Masquerade,
        BridgeOptionKeys.GatewayModeIPv4,
        BridgeOptionKeys.GatewayModeIPv6,
        BridgeOptionKeys.SourceAddressIPv4,
        BridgeOptionKeys.SourceAddressIPv6,
        BridgeOptionKeys.TrustedInterfaces,
        BridgeOptionKeys.InterfacePrefix,
        BridgeOptionKeys.InhibitIPv4,
        BridgeOptionKeys.HostBinding,
    ];
}
