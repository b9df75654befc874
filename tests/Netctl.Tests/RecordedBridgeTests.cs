using System.Collections.Immutable;
using System.Net;
using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Netctl.State;
using NetController.State;

namespace NetController.Netctl.Tests;

/// <summary>What is told from records alone is what the bridge driver would make of them.</summary>
internal sealed class RecordedBridgeTests
{
    private static readonly EndpointId Attached = EndpointId.Parse(string.Concat(Enumerable.Repeat("0123456789abcdef", 4)));
    private static readonly InstanceId Instance = InstanceId.Parse(new string('9', 64));

    private static readonly NetworkPool IPv4 = new(IPPrefix.Parse("10.80.0.0/24")) { Gateway = InterfaceAddress.Parse("10.80.0.1/24") };
    private static readonly NetworkPool IPv6 = new(IPPrefix.Parse("fd00:80::/64")) { Gateway = InterfaceAddress.Parse("fd00:80::1/64") };

    [TestCase(null)]
    [TestCase("lan0")]
    public void The_link_of_a_network_is_the_drivers(string? name)
    {
        var (record, plan) = Bridge(new BridgeNetworkOptions { LinkName = name }, isInternal: false, [IPv4]);

        Assert.That(RecordedLink.Of(record), Is.EqualTo(BridgePlanner.Plan(plan, guardsLoopback: true).Link));
    }

    [Test]
    public void The_link_of_an_endpoint_is_the_drivers()
    {
        var (record, plan) = Bridge(new BridgeNetworkOptions(), isInternal: false, [IPv4]);
        var (endpoint, made) = Endpoint(plan, IPv4);

        Assert.That(RecordedLink.Of(endpoint, record), Is.EqualTo(made.Link));
    }

    [Test]
    public void The_router_of_an_endpoint_is_the_drivers(
        [Values] GatewayMode mode, [Values] bool isInternal, [Values] bool isNamed, [Values] bool hasAddressOfFamily, [Values] IPFamily family)
    {
        var isNamedHere = isNamed && !isInternal;
        var (ipv4, ipv6) = isNamedHere ? (Named(IPv4, IPFamily.IPv4, "10.80.0.9"), Named(IPv6, IPFamily.IPv6, "fd00:80::9")) : (IPv4, IPv6);
        var options = new BridgeNetworkOptions { GatewayModeIPv4 = mode, GatewayModeIPv6 = mode };
        var (record, plan) = Bridge(options, isInternal, [ipv4, ipv6]);
        var (endpoint, made) = Endpoint(plan, hasAddressOfFamily == (family == IPFamily.IPv4) ? ipv4 : ipv6);

        var router = RecordedGateway.Of(endpoint, record, family);

        Assert.That(router, Is.EqualTo(family == IPFamily.IPv4 ? made.Interface.GatewayIPv4 : made.Interface.GatewayIPv6));
        Assert.That(router is not null, Is.EqualTo(hasAddressOfFamily && !isInternal && mode != GatewayMode.Isolated));
    }

    private static NetworkPool Named(NetworkPool pool, IPFamily family, string router) =>
        pool with { AuxiliaryAddresses = new([KeyValuePair.Create(DefaultGateways.Name(family), IPAddress.Parse(router))]) };

    /// <summary>One network as its record, with the options as the driver writes them, and as what the driver works from.</summary>
    private static (StoredNetwork Record, NetworkPlan Plan) Bridge(BridgeNetworkOptions options, bool isInternal, ImmutableArray<NetworkPool> pools)
    {
        var record = new StoredNetwork(Samples.Id('c'), "web", BridgeDriver.DriverKind.Name, RecordState.Active, Samples.Moment)
        {
            Options = BridgeOptionsCodec.Write(options),
            Pools = new(pools),
            Internal = isInternal,
        };
        return (record, new NetworkPlan(record.Id, record.Name, Instance, options) { Pools = record.Pools, Internal = isInternal });
    }

    private static (StoredEndpoint Record, BridgeEndpointPlan Plan) Endpoint(NetworkPlan network, NetworkPool pool)
    {
        var address = pool.Family == IPFamily.IPv4 ? InterfaceAddress.Parse("10.80.0.5/24") : InterfaceAddress.Parse("fd00:80::5/64");
        var record = new StoredEndpoint(Attached, network.Id, "db", RecordState.Active, Samples.Moment)
        {
            Sandbox = SandboxId.Parse(new string('5', 64)),
            InterfaceName = "eth0",
            MacAddress = MacAddress.Parse("02:42:0a:00:00:82"),
            Addresses = [address],
        };
        var plan = new EndpointPlan(record.Id, record.Name, network, "/run/netctl/netns/box", "eth0", record.MacAddress.Value) { Addresses = record.Addresses };
        return (record, BridgeEndpointPlanner.Plan(plan, BridgePlanner.Plan(network, guardsLoopback: true)));
    }
}
