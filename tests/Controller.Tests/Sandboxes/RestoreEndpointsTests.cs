using System.Net;
using NetController.State;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>What a new process does with the sandboxes and endpoints that an earlier one left.</summary>
[TestFixture]
internal sealed class RestoreEndpointsTests
{
    [Test]
    public async Task A_start_that_finds_all_as_it_should_be_touches_nothing_and_holds_the_ports_again()
    {
        var bed = await RunningAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };
        var before = bed.Machine.Describe();
        var effects = bed.Machine.Effects.Count;

        await using var controller = await bed.InitializeAsync();

        Assert.That(bed.Machine.Describe(), Is.EqualTo(before.Concat(["ports tcp 0.0.0.0 80", "ports tcp :: 80 served"]).OrderBy(static line => line.StartsWith("guard", StringComparison.Ordinal))));
        Assert.That(bed.Machine.Effects.Skip(effects).Where(static effect => effect.StartsWith("inside", StringComparison.Ordinal) || effect.StartsWith("ip ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(controller.GetSandbox("c1").Endpoints.Select(static endpoint => $"{endpoint.Network.Name} {endpoint.GatewayIPv4}"), Is.EquivalentTo(new[] { "a 10.1.0.1", "b " }));
        await Assert.ThatAsync(async () => await controller.ConnectAsync(controller.GetNetwork("b"), controller.GetSandbox("c2"), new EndpointSpec { AddressIPv4 = IPAddress.Parse("10.2.0.2") }), Throws.InstanceOf<AddressInUseException>());
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task Sandboxes_that_are_not_alive_go_with_their_namespaces_links_rules_and_leases()
    {
        var bed = await RunningAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c2"] };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.StaleSandboxes, Is.EqualTo(new[] { "c1" }));
        Assert.That((bed.Machine.Namespaces.Count, bed.Machine.EndpointRules.Count, controller.Endpoints.Length, bed.Machine.HeldPorts.Count), Is.EqualTo((1, 0, 0, 0)));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task However_many_are_stale_their_rules_go_in_one_transaction()
    {
        var bed = new Testbed();
        await using (var controller = await bed.InitializeAsync())
        {
            var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
            foreach (var index in Enumerable.Range(0, 20))
            {
                await controller.ConnectAsync(web, await controller.CreateSandboxAsync(new SandboxSpec($"c{index}")));
            }
        }

        var transactions = bed.Machine.FirewallTransactions;
        await using var next = await bed.InitializeAsync();

        Assert.That((next.Report.StaleSandboxes.Length, next.Endpoints.Length), Is.EqualTo((20, 0)));
        Assert.That(bed.Machine.FirewallTransactions - transactions, Is.EqualTo(2), "and one for all networks");
    }

    [Test]
    public async Task After_a_reboot_nothing_is_alive_whatever_is_said_and_the_start_says_so()
    {
        var bed = await RunningAsync();
        bed.Machine.Reboot("boot-2");
        bed.Options = bed.Options with { ActiveSandboxes = ["c1"] };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.StaleSandboxes, Is.EqualTo(new[] { "c1", "c2" }));
        Assert.That(controller.Report.Warnings, Has.Some.Contains("'c1' is said to be active, yet its namespace"));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task Another_namespace_at_the_same_path_is_not_the_sandbox()
    {
        var bed = await RunningAsync();
        var path = bed.Machine.Disk!.Sandboxes.Values.Single(static box => box.Name == "c1").NamespacePath;
        bed.Machine.Change(() => bed.Machine.RemoveNamespace(path));
        bed.Machine.Change(() => bed.Machine.AddNamespace(path));
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };

        var report = await bed.StartOnceAsync();

        Assert.That(report.StaleSandboxes, Is.EqualTo(new[] { "c1" }));
    }

    [Test]
    public async Task What_drifted_inside_is_put_right_by_the_next_start_and_by_repair([Values] bool restart)
    {
        var bed = await RunningAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };
        var controller = restart ? null : await bed.InitializeAsync();
        var path = bed.Machine.Disk!.Sandboxes.Values.Single(static box => box.Name == "c1").NamespacePath;
        var before = bed.Machine.Namespaces[path].ToString();
        bed.Machine.Change(() => bed.Machine.SetNamespace(bed.Machine.Namespaces[path] with { Defaults = [] }));
        if (controller is not null)
        {
            var drift = (await controller.CheckAsync()).Single();
            Assert.That((drift.Endpoint, drift.Expected, drift.Actual), Is.EqualTo((controller.GetEndpoint("on-a").Id, "default via 10.1.0.1 dev eth0", (string?)null)));
            Assert.That(drift.Fix, Does.EndWith(" ip route replace default via 10.1.0.1 dev eth0"));
            Assert.That((await controller.RepairAsync()).Changes, Is.EqualTo(new[] { "ip route replace default via 10.1.0.1 dev eth0" }));
        }

        controller ??= await bed.InitializeAsync();
        await using var running = controller;

        Assert.That(bed.Machine.Namespaces[path].ToString(), Is.EqualTo(before));
        Assert.That(await running.CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task A_link_that_somebody_deleted_is_made_again_with_all_that_is_on_it()
    {
        var bed = await RunningAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };
        await using var controller = await bed.InitializeAsync();
        var endpoint = controller.GetEndpoint("on-a");
        var path = endpoint.Sandbox!.NamespacePath;
        var before = bed.Machine.Namespaces[path].ToString();
        bed.Machine.Change(() => bed.Machine.RemoveLink(endpoint.HostLinkName!));
        bed.Machine.Change(() => bed.Machine.SetNamespace(bed.Machine.Namespaces[path].Without("eth0")));

        Assert.That((await controller.CheckAsync()).Select(static drift => drift.Endpoint), Is.All.EqualTo(endpoint.Id));
        Assert.That((await controller.RepairAsync()).FailedEndpoints, Is.Empty);

        Assert.That(bed.Machine.Namespaces[path].ToString(), Is.EqualTo(before));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task A_port_that_another_program_took_degrades_the_endpoint_until_repair_gets_it_back()
    {
        var bed = await RunningAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };
        bed.Machine.ForeignPorts[(TransportProtocol.Tcp, 80)] = "process 812 (nginx)";

        await using var controller = await bed.InitializeAsync();

        var degraded = controller.Report.DegradedEndpoints.Single();
        Assert.That((degraded.Name, degraded.Network), Is.EqualTo(("on-a", "a")));
        Assert.That(degraded.Reason, Does.Contain("0.0.0.0:80/tcp is in use by process 812 (nginx)"));
        Assert.That(controller.GetEndpoint("on-a").Record.State, Is.EqualTo(RecordState.Degraded));
        Assert.That(bed.Machine.EndpointRules, Has.Count.EqualTo(2), "the container keeps running");
        Assert.That((await controller.RepairAsync()).FailedEndpoints.Single().Name, Is.EqualTo("on-a"));

        bed.Machine.ForeignPorts.Clear();
        Assert.That((await controller.RepairAsync()).FailedEndpoints, Is.Empty);
        Assert.That(bed.Machine.HeldPorts, Is.EqualTo(new[] { "tcp 0.0.0.0 80", "tcp :: 80 served" }));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task Opening_keeps_sandboxes_as_they_are_and_says_which_namespaces_are_gone()
    {
        var bed = await RunningAsync();
        var path = bed.Machine.Disk!.Sandboxes.Values.Single(static box => box.Name == "c2").NamespacePath;
        bed.Machine.Change(() => bed.Machine.RemoveNamespace(path));

        await using var controller = await bed.OpenAsync();

        Assert.That(controller.Report.Warnings, Has.One.Contains("sandbox 'c2': its namespace"));
        await controller.ConnectAsync(controller.GetNetwork("bridge"), controller.GetSandbox("c1"));
        await controller.DeleteSandboxAsync(controller.GetSandbox("c2"));
        await controller.DisconnectAsync(controller.GetNetwork("a"), controller.GetSandbox("c1"));
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task A_controller_that_ends_holds_no_port_and_no_way_into_a_sandbox()
    {
        var bed = await RunningAsync();

        Assert.That((bed.Machine.HeldPorts.Count, bed.Machine.OpenParts), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Many_sandboxes_come_and_go_at_once_on_the_same_networks()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        var (a, b) = (await controller.CreateNetworkAsync(Testbed.Bridge("a")), await controller.CreateNetworkAsync(Testbed.Bridge("b")));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async index =>
        {
            await Task.Yield();
            var box = await controller.CreateSandboxAsync(new SandboxSpec($"c{index}"));
            var both = new[] { controller.ConnectAsync(a, box).AsTask(), controller.ConnectAsync(b, box, new EndpointSpec { Ports = [PortMapping.Parse("80")] }).AsTask() };
            await Task.WhenAll(both);
            Assert.That(box.Endpoints.Select(static endpoint => endpoint.Record.InterfaceName), Is.EquivalentTo(new[] { "eth0", "eth1" }));
            await controller.DisconnectAsync(index % 2 == 0 ? a : b, box);
            await controller.DeleteSandboxAsync(box);
        }));

        await controller.DeleteNetworkAsync(a);
        await controller.DeleteNetworkAsync(b);
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task Of_many_deletions_of_a_network_and_connections_to_it_one_side_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var bed = new Testbed();
            await using var controller = await bed.InitializeAsync();
            var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
            var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

            var deletion = TryAsync(async () => await controller.DeleteNetworkAsync(web));
            var connection = TryAsync(async () => await controller.ConnectAsync(web, box));
            var (deleted, connected) = (await deletion, await connection);

            Assert.That(deleted, Is.Not.EqualTo(connected));
            await bed.AssertConvergedAsync(controller, connected ? ["bridge", "host", "none", "web"] : ["bridge", "host", "none"]);
        }

        static async Task<bool> TryAsync(Func<Task> operation)
        {
            await Task.Yield();
            try
            {
                await operation();
                return true;
            }
            catch (NetControllerException)
            {
                return false;
            }
        }
    }

    /// <summary>Networks a and b, sandbox c1 on both with a port, sandbox c2 on none; the process that made them is gone.</summary>
    private static async Task<Testbed> RunningAsync()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var a = await controller.CreateNetworkAsync(Testbed.Bridge("a", "10.1.0.0/24"));
        var b = await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.2.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.CreateSandboxAsync(new SandboxSpec("c2"));
        await controller.ConnectAsync(a, box, new EndpointSpec { Name = "on-a", Ports = [PortMapping.Parse("80:80")] });
        await controller.ConnectAsync(b, box);
        return bed;
    }
}
