using NetController.Drivers.Bridge;
using NetController.Formats;

namespace NetController.Netctl.Tests;

/// <summary>How the parts of a request find each other.</summary>
public sealed class NetworkSpecTests
{
    [Test]
    public void Gateways_ranges_and_auxiliary_addresses_find_the_subnet_that_contains_them()
    {
        var spec = Spec(new NetworkCreateRequest("web", "bridge")
        {
            Subnets = [WantedSubnet.Parse("10.0.0.0/24"), WantedSubnet.Parse("fd00::/64")],
            Gateways = [AddressText.Parse("fd00::1"), AddressText.Parse("10.0.0.1")],
            Ranges = [IPPrefix.Parse("10.0.0.128/25")],
            AuxiliaryAddresses = [AuxiliaryAddress.Parse("printer=10.0.0.9"), AuxiliaryAddress.Parse("printer=fd00::9")],
            EnableIPv6 = true,
        });

        Assert.Multiple(() =>
        {
            Assert.That(spec.Subnets.Select(Describe), Is.EqualTo(new[]
            {
                "10.0.0.0/24 range 10.0.0.128/25 gateway 10.0.0.1 aux {printer=10.0.0.9}",
                "fd00::/64 range - gateway fd00::1 aux {printer=fd00::9}",
            }));
            Assert.That((spec.EnableIPv4, spec.EnableIPv6), Is.EqualTo((true, true)));
        });
    }

    [TestCase("0.0.0.0/24", IPFamily.IPv4, 24)]
    [TestCase("::/64", IPFamily.IPv6, 64)]
    public void An_unspecified_subnet_asks_for_any_of_its_size(string subnet, IPFamily family, int length)
    {
        var request = WantedSubnet.Parse(subnet).ToRequest();

        Assert.That((request.Family, request.Subnet, request.PrefixLength), Is.EqualTo((family, (IPPrefix?)null, (int?)length)));
    }

    [TestCase("--gateway outside", "10.1.0.1", null, null, "gateway 10.1.0.1 lies outside subnet 10.0.0.0/24")]
    [TestCase("--gateway of the other family", "fd00::1", null, null, "gateway fd00::1 needs the IPv6 subnet that it lies in: give it with --subnet")]
    [TestCase("--ip-range outside", null, "10.1.0.0/25", null, "range 10.1.0.0/25 lies outside subnet 10.0.0.0/24")]
    [TestCase("--ip-range larger", null, "10.0.0.0/16", null, "range 10.0.0.0/16 lies outside subnet 10.0.0.0/24")]
    [TestCase("--aux-address outside", null, null, "nas=10.1.0.9", "auxiliary address 'nas' 10.1.0.9 lies outside subnet 10.0.0.0/24")]
    public void What_lies_in_no_subnet_is_refused(string what, string? gateway, string? range, string? auxiliary, string problem)
    {
        var request = new NetworkCreateRequest("web", "bridge")
        {
            Subnets = [WantedSubnet.Parse("10.0.0.0/24")],
            Gateways = gateway is null ? [] : [AddressText.Parse(gateway)],
            Ranges = range is null ? [] : [IPPrefix.Parse(range)],
            AuxiliaryAddresses = auxiliary is null ? [] : [AuxiliaryAddress.Parse(auxiliary)],
        };

        var failure = Assert.Throws<InvalidRequestException>(() => Spec(request), what);

        Assert.That(failure.Problems, Is.EqualTo(new[] { problem }));
    }

    [Test]
    public void All_contradictions_are_reported_together()
    {
        var request = new NetworkCreateRequest("web", "bridge")
        {
            Subnets = [WantedSubnet.Parse("10.0.0.0/24"), WantedSubnet.Parse("10.0.0.128/25"), WantedSubnet.Parse("fd00::/64")],
            Gateways = [AddressText.Parse("10.0.0.1"), AddressText.Parse("10.0.0.2")],
            DriverOptions = [new KeyValue("com.docker.network.enable_ipv4", "maybe")],
        };

        var failure = Assert.Throws<InvalidRequestException>(() => Spec(request));

        Assert.That(failure.Problems, Is.EqualTo(new[]
        {
            "option 'com.docker.network.enable_ipv4' cannot be read: 'maybe' is no boolean: write true or false",
            "subnets 10.0.0.0/24 and 10.0.0.128/25 overlap",
            "subnet 10.0.0.0/24 can have one gateway, not 10.0.0.1 and 10.0.0.2",
            "subnet fd00::/64 is IPv6, which the network does not have without --ipv6",
        }));
    }

    [TestCase(null, null, true, TestName = "IPv4_is_on_where_nothing_is_said")]
    [TestCase(null, "false", false, TestName = "Dockers_driver_option_switches_IPv4_off")]
    [TestCase(true, "false", true, TestName = "The_flag_wins_over_the_driver_option")]
    public void The_families(bool? flag, string? option, bool enabled)
    {
        var spec = Spec(new NetworkCreateRequest("web", "bridge")
        {
            EnableIPv4 = flag,
            DriverOptions = option is null ? [] : [new KeyValue("com.docker.network.enable_ipv4", option)],
        });

        Assert.That(spec.EnableIPv4, Is.EqualTo(enabled));
    }

    [Test]
    public void Dockers_driver_options_become_typed_options()
    {
        var spec = Spec(new NetworkCreateRequest("web", "bridge")
        {
            DriverOptions =
            [
                new KeyValue("com.docker.network.bridge.name", "br-web"),
                new KeyValue("com.docker.network.driver.mtu", "9000"),
                new KeyValue("com.docker.network.driver.mtu", "1400"),
                new KeyValue("com.docker.network.bridge.enable_icc", "false"),
            ],
            Labels = [new KeyValue("team", "demo"), new KeyValue("flag", null)],
            Internal = true,
            Attachable = true,
        });

        Assert.Multiple(() =>
        {
            Assert.That(spec.Options, Is.EqualTo(new BridgeNetworkOptions { LinkName = "br-web", Mtu = 1400, InterContainerConnectivity = false }));
            Assert.That(spec.Labels.ToString(), Is.EqualTo("{flag=, team=demo}"));
            Assert.That((spec.Internal, spec.Attachable), Is.EqualTo((true, true)));
        });
    }

    [Test]
    public void A_driver_option_that_the_driver_does_not_know_is_refused_by_name()
    {
        var request = new NetworkCreateRequest("web", "bridge") { DriverOptions = [new KeyValue("com.docker.network.bridge.nmae", "br0")] };

        var failure = Assert.Throws<InvalidRequestException>(() => Spec(request));

        Assert.That(failure.Message, Does.Contain("option 'com.docker.network.bridge.nmae' is unknown"));
    }

    private static NetworkSpec Spec(NetworkCreateRequest request) => request.ToSpec([BridgeDriver.DriverKind]);

    private static string Describe(SubnetRequest request) =>
        $"{request.Subnet} range {request.Range?.ToString() ?? "-"} gateway {request.Gateway?.ToString() ?? "-"} aux {request.AuxiliaryAddresses}";
}
