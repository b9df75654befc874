using System.Collections.Immutable;
using System.Net;
using NetController.Formats;
using NetController.Netctl.State;
using NetController.State;

namespace NetController.Netctl.Tests;

/// <summary>What is told of sandboxes and endpoints from records alone.</summary>
public sealed class SandboxStateTests
{
    private static readonly SandboxId BoxId = SandboxSamples.Box.Record.Id;

    [Test]
    public void The_networks_router_is_the_gateway_of_an_attached_endpoint_and_of_no_reserved_one()
    {
        var state = State([Network('a', "web")], Endpoint('1', 'a', BoxId), Endpoint('2', 'a', null));

        Assert.Multiple(() =>
        {
            Assert.That(Of(state, '1'), Is.EqualTo((AddressText.Parse("10.0.0.1"), (IPAddress?)AddressText.Parse("fd00::1"), "ncv11111111111", "box")));
            Assert.That(Of(state, '2'), Is.EqualTo(((IPAddress?)null, (IPAddress?)null, (string?)null, (string?)null)));
        });
    }

    [Test]
    public void The_endpoint_of_the_highest_priority_gives_the_gateway()
    {
        var state = State(
            [Network('a', "web"), Network('b', "lab")],
            Endpoint('1', 'a', BoxId),
            Endpoint('2', 'b', BoxId) with { Spec = new EndpointSpec { GatewayPriority = 1 } });

        Assert.That((Of(state, '1').IPv4, Of(state, '2').IPv4), Is.EqualTo(((IPAddress?)null, AddressText.Parse("10.0.0.1"))));
    }

    [Test]
    public void Each_family_is_elected_on_its_own()
    {
        var state = State(
            [Network('a', "web"), Network('b', "lab")],
            Endpoint('1', 'a', BoxId),
            Endpoint('2', 'b', BoxId) with { Spec = new EndpointSpec { GatewayPriority = 1 }, Addresses = [InterfaceAddress.Parse("10.0.0.9/24")] });

        Assert.That((Of(state, '1').IPv6, Of(state, '2').IPv4), Is.EqualTo((AddressText.Parse("fd00::1"), AddressText.Parse("10.0.0.1"))));
    }

    [TestCase("internal", TestName = "An_internal_network_has_no_gateway")]
    [TestCase("isolated", TestName = "An_isolated_network_has_no_gateway")]
    [TestCase("foreign", TestName = "The_gateway_of_a_foreign_driver_is_not_known")]
    public void Networks_that_lead_nowhere(string kind)
    {
        var network = Network('a', "web") with { EnableIPv6 = false };
        network = kind switch
        {
            "internal" => network with { Internal = true },
            "isolated" => network with { Options = new EquatableMap<string>([KeyValuePair.Create("com.docker.network.bridge.gateway_mode_ipv4", "isolated")]) },
            _ => network with { Driver = "acme" },
        };

        Assert.That(Of(State([network], Endpoint('1', 'a', BoxId)), '1').IPv4, Is.Null);
    }

    [Test]
    public void A_router_that_is_not_the_bridge_is_the_gateway()
    {
        var network = Network('a', "web") with
        {
            Pools =
            [
                new NetworkPool(IPPrefix.Parse("10.0.0.0/24"))
                {
                    Gateway = InterfaceAddress.Parse("10.0.0.1/24"),
                    AuxiliaryAddresses = new EquatableMap<IPAddress>([KeyValuePair.Create("DefaultGatewayIPv4", AddressText.Parse("10.0.0.254"))]),
                },
            ],
        };

        Assert.That(Of(State([network], Endpoint('1', 'a', BoxId)), '1').IPv4, Is.EqualTo(AddressText.Parse("10.0.0.254")));
    }

    [Test]
    public void An_endpoint_whose_network_or_sandbox_is_unknown_is_shown_by_its_ids()
    {
        var state = new StateContent(InstanceId.Parse(new string('1', 64))) { Endpoints = Map(Endpoint('1', 'a', BoxId)) };

        var view = RecordedState.Of(state).Endpoints.Single();

        Assert.That((view.Network, view.Sandbox, view.HostLink), Is.EqualTo((new string('a', 64), new string('5', 64), (string?)null)));
    }

    [TestCase("box", "box")]
    [TestCase("555", "box")]
    [TestCase("whole", "whole")]
    public void A_sandbox_is_found_by_name_or_the_beginning_of_its_id(string reference, string name) =>
        Assert.That(SandboxLookup.Find([SandboxSamples.Box, SandboxSamples.HostStack], reference).Record.Name, Is.EqualTo(name));

    [Test]
    public void What_is_not_there_is_not_found_and_the_error_says_what_lists_them()
    {
        Assert.That(
            () => SandboxLookup.Find([SandboxSamples.Box], "nope"),
            Throws.InstanceOf<ObjectNotFoundException>().With.Message.EqualTo("sandbox 'nope' does not exist; list the sandboxes with `netctl sandbox ls`"));
    }

    [Test]
    public void A_name_on_two_networks_names_neither()
    {
        var twin = SandboxSamples.Db with { Record = SandboxSamples.Db.Record with { Id = EndpointId.Parse(new string('d', 64)) }, Network = "lab" };

        Assert.That(() => EndpointLookup.Find([SandboxSamples.Db, twin], "db"), Throws.InstanceOf<InvalidRequestException>().With.Message.Contain("give the id"));
    }

    [TestCase(5001, null, "[::1]:5001->54/udp", TestName = "A_port_within_a_range_leads_to_its_own_counterpart")]
    [TestCase(8080, TransportProtocol.Tcp, "0.0.0.0:8080->80/tcp", TestName = "A_port_is_found_by_its_protocol")]
    [TestCase(8080, TransportProtocol.Udp, "", TestName = "Another_protocol_is_another_port")]
    [TestCase(80, null, "", TestName = "The_endpoints_own_port_is_none_of_the_hosts")]
    public void The_endpoints_of_a_port(int port, TransportProtocol? protocol, string expected)
    {
        var narrowed = PortAnswer.Narrow(
            new PortQuestion(port, protocol), protocol is { } only ? [only] : [TransportProtocol.Tcp, TransportProtocol.Udp], [SandboxSamples.Db, SandboxSamples.Reserved]);

        Assert.That(string.Join(' ', narrowed.SelectMany(static endpoint => endpoint.Record.Ports.Select(Output.PortTable.Text))), Is.EqualTo(expected));
    }

    [Test]
    public void Ports_that_only_a_controller_that_stays_can_serve_are_told_apart()
    {
        var onlyIPv4 = SandboxSamples.Db.Record with
        {
            Addresses = [InterfaceAddress.Parse("10.0.0.130/24")],
            Ports =
            [
                new PublishedPorts(TransportProtocol.Tcp, IPAddress.Any, new PortRange(8080), new PortRange(80)),
                new PublishedPorts(TransportProtocol.Tcp, IPAddress.IPv6Any, new PortRange(8080), new PortRange(80)),
                new PublishedPorts(TransportProtocol.Tcp, AddressText.Parse("2001:db8::1"), new PortRange(81), new PortRange(80)),
            ],
            Spec = new EndpointSpec { Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("[2001:db8::1]:81:80")] },
        };

        Assert.Multiple(() =>
        {
            Assert.That(UnservedPorts.Of(SandboxSamples.Db.Record).Select(static port => port.HostPorts.First), Is.EqualTo(new[] { 5000 }));
            Assert.That(UnservedPorts.Of(onlyIPv4).Select(static port => port.HostPorts.First), Is.EqualTo(new[] { 81 }));
        });
    }

    private static (IPAddress? IPv4, IPAddress? IPv6, string? Link, string? Sandbox) Of(StateContent content, char digit)
    {
        var view = RecordedState.Of(content).Endpoints.Single(endpoint => endpoint.Record.Id.ToString()[0] == digit);
        return (view.GatewayIPv4, view.GatewayIPv6, view.HostLink, view.Sandbox);
    }

    private static StateContent State(StoredNetwork[] networks, params StoredEndpoint[] endpoints) => new(InstanceId.Parse(new string('1', 64)))
    {
        Networks = ImmutableDictionary.CreateRange(networks.Select(static network => KeyValuePair.Create(network.Id, network))),
        Sandboxes = ImmutableDictionary.CreateRange([KeyValuePair.Create(BoxId, SandboxSamples.Box.Record)]),
        Endpoints = Map(endpoints),
    };

    private static ImmutableDictionary<EndpointId, StoredEndpoint> Map(params StoredEndpoint[] endpoints) =>
        ImmutableDictionary.CreateRange(endpoints.Select(static endpoint => KeyValuePair.Create(endpoint.Id, endpoint)));

    private static StoredNetwork Network(char digit, string name) => new(Samples.Id(digit), name, "bridge", RecordState.Active, Samples.Moment)
    {
        EnableIPv4 = true,
        EnableIPv6 = true,
        Pools =
        [
            new NetworkPool(IPPrefix.Parse("10.0.0.0/24")) { Gateway = InterfaceAddress.Parse("10.0.0.1/24") },
            new NetworkPool(IPPrefix.Parse("fd00::/64")) { Gateway = InterfaceAddress.Parse("fd00::1/64") },
        ],
    };

    private static StoredEndpoint Endpoint(char digit, char network, SandboxId? sandbox) =>
        new(EndpointId.Parse(new string(digit, 64)), Samples.Id(network), $"e{digit}", RecordState.Active, Samples.Moment)
        {
            Sandbox = sandbox,
            Addresses = [InterfaceAddress.Parse("10.0.0.9/24"), InterfaceAddress.Parse("fd00::9/64")],
        };
}
