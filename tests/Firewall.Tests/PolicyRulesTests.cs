using System.Net;
using NetController.Firewall.Policies;
using NetController.Firewall.Tests.Support;
using NUnit.Framework.Constraints;

namespace NetController.Firewall.Tests;

public sealed class PolicyRulesTests
{
    [TestCase("br+", "every link that begins so")]
    [TestCase("-br", "leading")]
    [TestCase("!br", "leading")]
    [TestCase("b\"r", "quotes")]
    [TestCase("b'r", "quotes")]
    [TestCase("b\\r", "backslash")]
    [TestCase("a b", "white space")]
    [TestCase("", "empty")]
    public void A_link_name_that_rules_cannot_express_is_refused(string name, string reason)
    {
        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.Set(Samples.Policy(1) with { Link = name })));

        Assert.That(refused!.Message, Does.Contain(reason).And.Contain(Samples.Network(1).Short));
    }

    [TestCase("br0")]
    [TestCase("b+r")]
    [TestCase("nc-0123456789ab")]
    [TestCase("köln")]
    public void Any_other_link_name_is_taken(string name) =>
        Assert.That(() => Require(Samples.Set(Samples.Policy(1) with { Link = name })), Throws.Nothing);

    [Test]
    public void Addresses_of_the_wrong_family_are_reported_together()
    {
        var policy = Samples.Policy(1) with { IPv4 = Samples.Side("fd00::/64") with { SourceAddress = AddressText.Parse("fd00::1") } };

        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.Set(policy)));

        Assert.That(refused!.Problems, Has.Length.EqualTo(2));
    }

    [TestCase("10.0.2.2", null, "outside the subnet 10.0.1.0/24")]
    [TestCase("fd00:1::2", null, "plain address of family IPv4")]
    [TestCase("10.0.1.2", "fd00:1::2", "the network has no IPv6")]
    public void An_endpoint_whose_address_is_not_its_networks_is_refused(string v4, string? v6, string reason)
    {
        var endpoint = Samples.InIPv4(1, 2) with { IPv4 = AddressText.Parse(v4), IPv6 = v6 is null ? null : AddressText.Parse(v6) };

        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.Set(Samples.Policy(1)) with { SetEndpoints = [endpoint] }));

        Assert.That(refused!.Message, Does.Contain(reason).And.Contain(endpoint.Endpoint.Value.Short));
    }

    [Test]
    public void An_endpoint_of_a_network_that_is_not_known_is_refused()
    {
        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.SetEndpoints(Samples.InIPv4(7, 2))));

        Assert.That(refused!.Message, Does.Contain($"network {Samples.Network(7).Short} has no policy"));
    }

    [Test]
    public void A_network_that_changes_away_from_under_its_endpoints_is_refused()
    {
        var before = PolicyBook.Empty.With(Samples.Set(Samples.DualStack(1)) with { SetEndpoints = [Samples.In(1, 2)] });

        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.Set(Samples.Policy(1)), before));

        Assert.That(refused!.Message, Does.Contain("the network has no IPv6"));
    }

    [Test]
    public void Ports_that_cannot_be_matched_in_order_are_all_named()
    {
        var ports = new PublishedPorts(TransportProtocol.Tcp, IPAddress.Any, new PortRange(80, 82), new PortRange(80, 81));
        var endpoint = Samples.InIPv4(1, 2) with
        {
            Ports = [ports, ports with { HostPorts = default }, ports with { Protocol = (TransportProtocol)1, ContainerPorts = ports.HostPorts }, ports with { HostAddress = IPAddress.Parse("::ffff:10.0.0.1"), ContainerPorts = ports.HostPorts }],
        };

        var refused = Assert.Throws<InvalidRequestException>(() => Require(Samples.Set(Samples.Policy(1)) with { SetEndpoints = [endpoint] }));

        Assert.That(refused!.Problems, Has.Length.EqualTo(4));
        Assert.That(refused.Message, Does.Contain("80-82 and 80-81 differ").And.Contain("empty").And.Contain("protocol 1 ").And.Contain("plain IPv4"));
    }

    [TestCase("8080:80", "8080:81", true)]
    [TestCase("8080:80", "192.0.2.1:8080:81", true)]
    [TestCase("192.0.2.1:8080:80", "192.0.2.1:8070-8090:8070-8090", true)]
    [TestCase("192.0.2.1:8080:80", "192.0.2.2:8080:80", false)]
    [TestCase("8080:80", "8080:80/udp", false)]
    [TestCase("8080:80", "8081:80", false)]
    [TestCase("[::1]:8080:80", "[::1]:8080:80", false)]
    public void A_port_of_the_host_leads_to_one_endpoint(string first, string second, bool conflict)
    {
        var before = PolicyBook.Empty.With(Samples.Set(Samples.DualStack(1), Samples.DualStack(2)) with { SetEndpoints = [Samples.In(1, 2, first)] });

        IResolveConstraint expected = conflict ? Throws.InstanceOf<InvalidRequestException>().With.Message.Contains(Samples.Endpoint(0x102).Value.Short) : Throws.Nothing;
        Assert.That(() => Require(Samples.SetEndpoints(Samples.In(2, 2, second)), before), expected);
        Assert.That(() => Require(Samples.SetEndpoints(Samples.In(1, 2, first)), before), Throws.Nothing, "an endpoint is no conflict to itself");
    }

    [Test]
    public void A_port_that_one_endpoint_publishes_twice_is_refused() => Assert.That(
        () => Require(Samples.Set(Samples.Policy(1)) with { SetEndpoints = [Samples.InIPv4(1, 2, "8080:80", "8080:81")] }),
        Throws.InstanceOf<InvalidRequestException>().With.Message.Contains("published twice"));

    [Test]
    public void Routed_endpoints_do_not_share_the_hosts_ports()
    {
        var routed = Samples.Policy(1) with { IPv4 = Samples.Policy(1).IPv4! with { Mode = GatewayMode.Routed } };

        Assert.That(() => Require(Samples.Set(routed) with { SetEndpoints = [Samples.InIPv4(1, 2, "80:80"), Samples.InIPv4(1, 3, "80:80")] }), Throws.Nothing);
    }

    [TestCase(1u, 0u, "every packet")]
    [TestCase(0x100u, 0xffu, "outside its mask")]
    public void A_mark_that_means_everything_or_nothing_is_refused(uint value, uint mask, string reason) => Assert.That(
        () => Require(new FirewallChange { Host = new HostPolicy { AcceptMark = new FirewallMark(value, mask) } }),
        Throws.InstanceOf<InvalidRequestException>().With.Message.Contains(reason));

    [Test]
    public void A_trusted_link_is_named_as_any_other() => Assert.That(
        () => Require(Samples.Set(Samples.Policy(1) with { TrustedInterfaces = ["eth+"] })),
        Throws.InstanceOf<InvalidRequestException>().With.Message.Contains("eth+"));

    private static void Require(FirewallChange change, PolicyBook? before = null) => PolicyRules.Require(change, (before ?? PolicyBook.Empty).With(change));
}
