using System.Net;
using NetController.Controller.Tests.Fakes;
using NetController.State;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>Sandboxes join and leave networks.</summary>
[TestFixture]
internal sealed class ConnectTests
{
    [Test]
    public async Task A_sandbox_that_connects_has_its_interface_addresses_gateway_and_rules()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

        var endpoint = await controller.ConnectAsync(web, box, new EndpointSpec { Ports = [PortMapping.Parse("8080:80")] });

        Assert.That((endpoint.Name, endpoint.Record.InterfaceName, endpoint.Record.State), Is.EqualTo(("c1", "eth0", RecordState.Active)));
        Assert.That(endpoint.Addresses.Single().ToString(), Is.EqualTo("10.1.0.2/24"));
        Assert.That(endpoint.GatewayIPv4, Is.EqualTo(IPAddress.Parse("10.1.0.1")));
        Assert.That(endpoint.Ports.Select(static ports => ports.ToString()), Is.EqualTo(new[] { "80/tcp -> 0.0.0.0:8080", "80/tcp -> [::]:8080" }));
        Assert.That(bed.Machine.HeldPorts, Is.EqualTo(new[] { "tcp 0.0.0.0 8080", "tcp :: 8080 served" }));
        Assert.That(bed.Machine.Namespaces[box.NamespacePath].ToString(), Does.Contain("eth0 up mtu 1500 [10.1.0.2/24]").And.Contain("disable_ipv6=1").And.Contain("default via 10.1.0.1 dev eth0").And.Contain("lo up"));
        Assert.That(bed.Machine.EndpointRules[endpoint.Id].IPv4, Is.EqualTo(IPAddress.Parse("10.1.0.2")));
        Assert.That(() => bed.Machine.Announced, Is.EqualTo(new[] { "eth0 10.1.0.2/24" }).After(2000, 10));
        Assert.That((box.Endpoints.Single(), controller.GetEndpoint("c1"), controller.GetSandbox("c1")), Is.EqualTo((endpoint, endpoint, box)));
        Assert.That(controller.GetEndpoints(web).Single(), Is.EqualTo(endpoint.Record));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task One_connection_costs_one_firewall_transaction_and_two_commits()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var (transactions, commits) = (bed.Machine.FirewallTransactions, bed.Machine.Commits);

        await controller.ConnectAsync(web, box, new EndpointSpec { Ports = [PortMapping.Parse("8000-8099:8000-8099")] });

        Assert.That((bed.Machine.FirewallTransactions - transactions, bed.Machine.Commits - commits), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task The_gateway_is_chosen_among_networks_and_again_when_one_is_left()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var a = await controller.CreateNetworkAsync(Testbed.Bridge("a", "10.1.0.0/24"));
        var b = await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.2.0.0/24"));
        var c = await controller.CreateNetworkAsync(Testbed.Bridge("c", "10.3.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

        await controller.ConnectAsync(b, box);
        Assert.That(Default(bed, box), Is.EqualTo("default via 10.2.0.1 dev eth0"));
        await controller.ConnectAsync(a, box);
        Assert.That(Default(bed, box), Is.EqualTo("default via 10.1.0.1 dev eth1"), "a comes before b");
        var preferred = await controller.ConnectAsync(c, box, new EndpointSpec { GatewayPriority = 5 });
        Assert.That(Default(bed, box), Is.EqualTo("default via 10.3.0.1 dev eth2"), "priority comes before names");
        Assert.That(box.Endpoints.Single(static endpoint => endpoint.GatewayIPv4 is not null), Is.SameAs(preferred));

        await controller.DisconnectAsync(c, box);
        Assert.That(Default(bed, box), Is.EqualTo("default via 10.1.0.1 dev eth1"));
        await controller.DisconnectAsync(a, box);
        Assert.That(Default(bed, box), Is.EqualTo("default via 10.2.0.1 dev eth0"));
        Assert.That((await controller.ConnectAsync(a, box)).Record.InterfaceName, Is.EqualTo("eth1"), "the lowest that is free");
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "c", "host", "none");
    }

    [Test]
    public async Task Many_connections_are_one_transaction_and_all_or_none()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var a = await controller.CreateNetworkAsync(Testbed.Bridge("a"));
        var b = await controller.CreateNetworkAsync(Testbed.Bridge("b"));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));
        var before = bed.Describe(controller);
        bed.Machine.ForeignPorts[(TransportProtocol.Tcp, 80)] = "process 812 (nginx)";

        var refused = await Assert.ThrowsAsync<PortInUseException>(async () => await controller.ConnectAllAsync(
            [new(a, one), new(b, one), new(a, two, new EndpointSpec { Ports = [PortMapping.Parse("80:80")] })]));
        Assert.That((refused!.Holder, refused.Port), Is.EqualTo(("process 812 (nginx)", 80)));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));

        var transactions = bed.Machine.FirewallTransactions;
        var made = await controller.ConnectAllAsync([new(a, one), new(b, one), new(a, two)]);
        Assert.That(bed.Machine.FirewallTransactions - transactions, Is.EqualTo(1));
        Assert.That(made.Select(static endpoint => $"{endpoint.Sandbox!.Name} {endpoint.Network.Name} {endpoint.Record.InterfaceName}"), Is.EqualTo(new[] { "c1 a eth0", "c1 b eth1", "c2 a eth0" }));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task A_reserved_endpoint_keeps_its_address_and_ports_through_joins_and_leaves()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));

        var endpoint = await controller.CreateEndpointAsync(web, new EndpointSpec { Name = "vip", AddressIPv4 = IPAddress.Parse("10.1.0.50"), Ports = [PortMapping.Parse("80:80")] });
        Assert.That(bed.Machine.Links.Keys, Has.None.StartsWith("ncv"), "nothing is in the kernel but the ports");
        foreach (var box in new[] { one, two })
        {
            await controller.JoinAsync(endpoint, box);
            Assert.That((endpoint.Sandbox, endpoint.Addresses.Single().ToString()), Is.EqualTo((box, "10.1.0.50/24")));
            await Assert.ThatAsync(async () => await controller.JoinAsync(endpoint, two), Throws.InstanceOf<ResourceConflictException>());
            await Assert.ThatAsync(async () => await controller.DeleteEndpointAsync(endpoint), Throws.InstanceOf<ResourceConflictException>());
            await controller.LeaveAsync(endpoint);
            Assert.That((endpoint.Sandbox, endpoint.Record.State, endpoint.Record.InterfaceName), Is.EqualTo(((Sandbox?)null, RecordState.Active, (string?)null)));
            Assert.That(bed.Machine.HeldPorts, Is.Not.Empty);
        }

        await controller.DeleteEndpointAsync(endpoint);
        Assert.That(bed.Machine.HeldPorts, Is.Empty);
        Assert.That(controller.Endpoints, Is.Empty);
        await controller.DeleteNetworkAsync(web);
    }

    [Test]
    public async Task What_cannot_be_is_refused_with_every_problem_and_nothing_is_left()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var before = bed.Describe(controller);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.ConnectAsync(web, box, new EndpointSpec
        {
            Name = "-x",
            Aliases = ["a b"],
            AddressIPv4 = IPAddress.Parse("10.2.0.1"),
            AddressIPv6 = IPAddress.Parse("fd00::1"),
            LinkLocalAddresses = [IPAddress.Parse("10.0.0.1")],
            MacAddress = MacAddress.Parse("01:00:5e:00:00:01"),
            InterfaceName = "lo",
            Mtu = 67,
            Sysctls = new EquatableMap<string>([KeyValuePair.Create("net.ipv4.ip_forward", "1")]),
            Routes = [new StaticRoute(IPPrefix.Parse("0.0.0.0/0"))],
            Ports = [new PortMapping(TransportProtocol.Tcp, new PortRange(1, 3)) { HostPorts = new PortRange(1, 2) }],
        }));

        Assert.That(refused!.Problems, Has.Length.EqualTo(11), string.Join('\n', refused.Problems));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task Collisions_name_who_is_in_the_way()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));
        var mac = MacAddress.Parse("02:00:00:00:00:07");
        await controller.ConnectAsync(web, one, new EndpointSpec { AddressIPv4 = IPAddress.Parse("10.1.0.9"), MacAddress = mac, Ports = [PortMapping.Parse("80:80")] });
        var before = bed.Describe(controller);

        await RefusedAsync<AddressInUseException>(new EndpointSpec { AddressIPv4 = IPAddress.Parse("10.1.0.9") });
        await RefusedAsync<ResourceConflictException>(new EndpointSpec { Name = "c1" });
        await RefusedAsync<ResourceConflictException>(new EndpointSpec { MacAddress = mac });
        var port = await RefusedAsync<PortInUseException>(new EndpointSpec { Ports = [PortMapping.Parse("127.0.0.1:80:8080")] });
        Assert.That(port.Holder, Does.StartWith("endpoint 'c1' ("));
        await RefusedAsync<InvalidRequestException>(new EndpointSpec { Ports = [PortMapping.Parse("203.0.113.9:81:80")] });
        bed.Machine.ForeignPorts[(TransportProtocol.Tcp, 40000)] = null!;
        Assert.That((await RefusedAsync<PortInUseException>(new EndpointSpec { Ports = [PortMapping.Parse("40000:80")] })).Message, Does.Contain("outgoing connections"));
        await Assert.ThatAsync(async () => await controller.ConnectAsync(web, one), Throws.InstanceOf<ResourceConflictException>(), "twice the same network");
        await Assert.ThatAsync(async () => await controller.DeleteNetworkAsync(web), Throws.InstanceOf<NetworkInUseException>());
        Assert.That(bed.Describe(controller), Is.EqualTo(before));

        async Task<T> RefusedAsync<T>(EndpointSpec spec)
            where T : Exception
        {
            var refusal = await Assert.ThrowsAsync<T>(async () => await controller.ConnectAsync(web, two, spec));
            Assert.That(bed.Describe(controller), Is.EqualTo(before), refusal!.Message);
            return refusal;
        }
    }

    [Test]
    public async Task Free_ports_are_given_past_those_that_others_have()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));
        bed.Machine.ForeignPorts[(TransportProtocol.Tcp, 32768)] = "process 1 (x)";

        var first = await controller.ConnectAsync(web, one, new EndpointSpec { Ports = [PortMapping.Parse("80"), PortMapping.Parse("8080-8090:81"), PortMapping.Parse("8080:82")] });
        var second = await controller.ConnectAsync(web, two, new EndpointSpec { Ports = [PortMapping.Parse("80-89")] });

        Assert.That(first.Ports.Where(static ports => ports.Family == IPFamily.IPv4).Select(static ports => ports.HostPorts.ToString()), Is.EqualTo(new[] { "32769", "8081", "8080" }), "the exact one is served first");
        Assert.That(second.Ports[0].HostPorts.ToString(), Is.EqualTo("32770-32779"));
    }

    [Test]
    public async Task A_range_is_searched_to_its_end_and_nobody_asks_who_has_the_ports_passed_over()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        for (var port = 8000; port < 8100; port++)
        {
            bed.Machine.ForeignPorts[(TransportProtocol.Tcp, port)] = "process 1 (x)";
        }

        var endpoint = await controller.ConnectAsync(web, sandbox, new EndpointSpec { Ports = [PortMapping.Parse("8000-8100:80")] });

        Assert.That(endpoint.Ports[0].HostPorts.ToString(), Is.EqualTo("8100"));
        Assert.That(bed.Machine.HolderSearches, Is.Zero);
    }

    [Test]
    public async Task The_networks_none_and_host_stand_alone()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var (none, hostNetwork) = (controller.GetNetwork("none"), controller.GetNetwork("host"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var host = await controller.CreateSandboxAsync(new SandboxSpec("h") { IsHost = true });

        await Assert.ThatAsync(async () => await controller.ConnectAsync(hostNetwork, box), Throws.InstanceOf<InvalidRequestException>());
        await Assert.ThatAsync(async () => await controller.ConnectAsync(web, host), Throws.InstanceOf<InvalidRequestException>());
        var onHost = await controller.ConnectAsync(hostNetwork, host);
        await controller.ConnectAsync(none, box);
        await Assert.ThatAsync(async () => await controller.ConnectAsync(web, box), Throws.InstanceOf<InvalidRequestException>());

        Assert.That((onHost.HostLinkName, onHost.Addresses.Count, host.GetStatistics().Length), Is.EqualTo(((string?)null, 0, 0)));
        Assert.That(bed.Machine.Namespaces[box.NamespacePath].Interfaces, Is.Empty);
        Assert.That(host.RenderHostsFile(), Is.EqualTo("127.0.0.1 localhost\n192.0.2.7 nas\n"));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task A_namespace_that_is_given_is_used_and_stays()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        bed.Machine.Change(() => bed.Machine.AddNamespace("/run/netns/mine"));
        bed.Machine.Change(() => bed.Machine.SetNamespace(bed.Machine.Namespaces["/run/netns/mine"] with
        {
            Interfaces = bed.Machine.Namespaces["/run/netns/mine"].Interfaces.Add("eth0", new NetController.Sandboxes.Interior.InterfaceView("eth0")),
        }));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1") { NamespacePath = "/run/netns/mine" });

        Assert.That((await controller.ConnectAsync(web, box)).Record.InterfaceName, Is.EqualTo("eth1"), "eth0 is somebody else's");
        await Assert.ThatAsync(async () => await controller.CreateSandboxAsync(new SandboxSpec("c2") { NamespacePath = "/run/netns/mine" }), Throws.InstanceOf<ResourceConflictException>());
        await Assert.ThatAsync(async () => await controller.CreateSandboxAsync(new SandboxSpec("c2") { NamespacePath = "/run/netns/none" }), Throws.InstanceOf<InvalidRequestException>());
        await Assert.ThatAsync(async () => await controller.CreateSandboxAsync(new SandboxSpec("c2") { NamespacePath = "/proc/self/ns/net" }), Throws.InstanceOf<InvalidRequestException>());

        await controller.DeleteSandboxAsync(box);
        Assert.That(bed.Machine.Namespaces["/run/netns/mine"].Interfaces.Keys, Is.EqualTo(new[] { "eth0" }));
    }

    [Test]
    public async Task A_sandbox_whose_namespace_is_gone_can_leave_and_go_and_not_join()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var (a, b) = (await controller.CreateNetworkAsync(Testbed.Bridge("a")), await controller.CreateNetworkAsync(Testbed.Bridge("b")));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.ConnectAsync(a, box);
        await controller.ConnectAsync(b, box);
        bed.Machine.Change(() => bed.Machine.RemoveNamespace(box.NamespacePath));

        Assert.That((await controller.CheckAsync()).Select(static drift => drift.Resource), Has.Some.EqualTo("namespace of sandbox c1"));
        await controller.DisconnectAsync(a, box);
        await controller.DeleteSandboxAsync(box);

        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
        Assert.That(controller.Endpoints, Is.Empty);
        await Assert.ThatAsync(async () => await controller.ConnectAsync(a, box), Throws.InstanceOf<ObjectNotFoundException>());
    }

    [Test]
    public async Task An_internal_network_gives_no_gateway_and_publishes_nothing()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var inside = await controller.CreateNetworkAsync(Testbed.Bridge("in") with { Internal = true });
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

        var endpoint = await controller.ConnectAsync(inside, box, new EndpointSpec { Ports = [PortMapping.Parse("80:80")] });

        Assert.That((endpoint.GatewayIPv4, endpoint.Ports.Count, bed.Machine.HeldPorts.Count), Is.EqualTo(((IPAddress?)null, 0, 0)));
    }

    [Test]
    public async Task Rules_of_the_wider_binding_follow_controller_network_and_mapping()
    {
        var bed = new Testbed();
        bed.Machine.HostAddresses.Add(IPAddress.Parse("192.0.2.2"));
        bed.Options = bed.Options with { DefaultHostBinding = IPAddress.Parse("192.0.2.1") };
        await using var controller = await bed.InitializeAsync();
        var plain = await controller.CreateNetworkAsync(Testbed.Bridge("plain"));
        var bound = await controller.CreateNetworkAsync(new NetworkSpec("bound", new FakeBridgeOptions { HostBinding = IPAddress.Parse("192.0.2.2") }));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

        var onPlain = await controller.ConnectAsync(plain, box, new EndpointSpec { Ports = [PortMapping.Parse("80:80"), PortMapping.Parse("127.0.0.1:80:81")] });
        var onBound = await controller.ConnectAsync(bound, box, new EndpointSpec { Ports = [PortMapping.Parse("80:80")] });

        Assert.That(onPlain.Ports.Select(static ports => ports.HostAddress.ToString()), Is.EqualTo(new[] { "192.0.2.1", "127.0.0.1" }));
        Assert.That(onBound.Ports.Single().HostAddress.ToString(), Is.EqualTo("192.0.2.2"));
    }

    [Test]
    public async Task A_rename_takes_the_endpoints_of_that_name_along()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var (a, b) = (await controller.CreateNetworkAsync(Testbed.Bridge("a")), await controller.CreateNetworkAsync(Testbed.Bridge("b")));
        var (box, other) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));
        await controller.ConnectAsync(a, box);
        await controller.ConnectAsync(b, box, new EndpointSpec { Name = "db" });

        await Assert.ThatAsync(async () => await controller.RenameSandboxAsync(box, "c2"), Throws.InstanceOf<ResourceConflictException>());
        await controller.RenameSandboxAsync(box, "front");

        Assert.That(controller.Endpoints.Select(static endpoint => endpoint.Name), Is.EqualTo(new[] { "front", "db" }));
        Assert.That((controller.GetSandbox("front"), bed.Machine.Disk!.Sandboxes[box.Id].Name), Is.EqualTo((box, "front")));
        await controller.RenameSandboxAsync(other, "c1");
    }

    private static string Default(Testbed bed, Sandbox box) =>
        NetController.Sandboxes.Interior.SetDefaultRoute.Text(bed.Machine.Namespaces[box.NamespacePath].Defaults.Single());
}
