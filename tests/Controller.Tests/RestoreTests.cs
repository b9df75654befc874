using NetController.Controller.Tests.Fakes;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>Networks that cannot be restored are kept, marked degraded, reported and tried again; the others work.</summary>
[TestFixture]
internal sealed class RestoreTests
{
    /// <summary>What stands in the way of the network <c>web</c>, how its reason reads, and how it is taken away again.</summary>
    public static IEnumerable<TestCaseData> Obstacles()
    {
        yield return Case(
            "its driver is unknown",
            static machine => machine.Rewrite("web", static record => record with { Driver = "macvlan" }),
            "network driver 'macvlan' does not exist",
            static machine => machine.Rewrite("web", static record => record with { Driver = "bridge" }));
        yield return Case(
            "its options are broken",
            static machine => machine.Rewrite("web", static record => record with { Options = Option("colour", "red") }),
            "option 'colour' is unknown",
            static machine => machine.Rewrite("web", static record => record with { Options = default }));
        yield return Case(
            "its driver trips over its options",
            static machine => machine.Rewrite("web", static record => record with { Options = Option("mtu", "big") }),
            "big",
            static machine => machine.Rewrite("web", static record => record with { Options = default }));
        yield return Case(
            "its IPAM driver is unknown",
            static machine => machine.Rewrite("web", static record => record with { IpamDriver = "dhcp" }),
            "IPAM driver 'dhcp' does not exist",
            static machine => machine.Rewrite("web", static record => record with { IpamDriver = "default" }));
        yield return Case(
            "its subnet is another network's",
            static machine => machine.Rewrite("web", static record => record with { Pools = [record.Pools[0] with { Subnet = IPPrefix.Parse("10.2.0.0/16") }] }),
            "the subnet of network 'db'",
            static machine => machine.Rewrite("web", static record => record with { Pools = [record.Pools[0] with { Subnet = IPPrefix.Parse("10.1.0.0/24") }] }));
        yield return Case(
            "its link is another network's",
            static machine => machine.Rewrite("web", static record => record with { Options = Option("link", "br-db") }),
            "link 'br-db' is used by network 'db'",
            static machine => machine.Rewrite("web", static record => record with { Options = default }));
        yield return Case(
            "the kernel refuses",
            static machine => machine.Refuse = static effect => effect.StartsWith("ip address add 10.1.0.1", StringComparison.Ordinal) ? new IOException("out of memory") : null,
            "out of memory",
            static machine => machine.Refuse = null);
        yield return Case(
            "its driver cannot open it",
            static machine => machine.Refuse = static effect => effect == "open network web" ? new IOException("no socket") : null,
            "no socket",
            static machine => machine.Refuse = null);

        static TestCaseData Case(string name, Action<FakeMachine> obstruct, string reason, Action<FakeMachine> clear) =>
            new TestCaseData(obstruct, reason, clear).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Obstacles))]
    public async Task A_network_that_cannot_be_restored_is_kept_reported_and_tried_again_at_the_next_start(
        Action<FakeMachine> obstruct, string reason, Action<FakeMachine> clear)
    {
        var bed = await PrepareAsync();
        var id = bed.Machine.Stored("web").Id;
        obstruct(bed.Machine);

        var report = await bed.StartOnceAsync();

        Assert.That(report.Degraded.Select(static network => network.Name), Is.EqualTo(new[] { "web" }));
        Assert.That(report.Degraded[0].Reason, Does.Contain(reason));
        Assert.That(report.Restored, Is.EquivalentTo(new[] { "none", "host", "db" }));
        var stored = bed.Machine.Stored("web");
        Assert.That((stored.Id, stored.State, stored.Reason), Is.EqualTo((id, RecordState.Degraded, report.Degraded[0].Reason)));

        clear(bed.Machine);
        await using var next = await bed.InitializeAsync();
        Assert.That(next.Report.Degraded, Is.Empty);
        Assert.That(next.GetNetwork("web").Id, Is.EqualTo(id));
        await bed.AssertConvergedAsync(next, "bridge", "db", "host", "none", "web");
    }

    [TestCaseSource(nameof(Obstacles))]
    public async Task A_repair_that_cannot_cure_a_degraded_network_says_so_again_and_cures_the_others(
        Action<FakeMachine> obstruct, string reason, Action<FakeMachine> clear)
    {
        var bed = await PrepareAsync();
        obstruct(bed.Machine);
        await using var controller = await bed.InitializeAsync();
        bed.Machine.RemoveLink("br-db");

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures.Select(static network => network.Name), Is.EqualTo(new[] { "web" }));
        Assert.That(repair.Failures[0].Reason, Does.Contain(reason));
        Assert.That(repair.Changes, Does.Contain("ip link add br-db"));
        Assert.That(bed.Machine.Stored("web").State, Is.EqualTo(RecordState.Degraded));
        var drift = await controller.CheckAsync();
        Assert.That(drift.Select(static item => item.Network).Distinct(), Is.EqualTo(new[] { (NetworkId?)controller.GetNetwork("web").Id }));
        Assert.That(drift[0].Actual, Does.StartWith("Degraded: ").And.Contains(reason));
    }

    [Test]
    public async Task A_degraded_network_whose_obstacle_is_gone_is_repaired_without_a_restart()
    {
        var bed = await PrepareAsync();
        bed.Machine.Refuse = static effect => effect.StartsWith("ip address add 10.1.0.1", StringComparison.Ordinal) ? new IOException("out of memory") : null;
        await using var controller = await bed.InitializeAsync();
        bed.Machine.Refuse = null;

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures, Is.Empty);
        Assert.That(controller.GetNetwork("web").Record.Reason, Is.Null);
        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none", "web");
    }

    [Test]
    public async Task A_network_that_its_driver_could_not_open_is_opened_and_protected_by_repair()
    {
        var bed = await PrepareAsync();
        bed.Machine.Refuse = static effect => effect == "open network web" ? new IOException("no socket") : null;
        await using var controller = await bed.InitializeAsync();
        bed.Machine.Refuse = null;

        await controller.RepairAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none", "web");
    }

    [Test]
    public async Task A_degraded_network_gets_its_subnet_when_the_other_holder_is_gone()
    {
        var bed = await PrepareAsync();
        bed.Machine.Rewrite("web", static record => record with { Pools = [record.Pools[0] with { Subnet = IPPrefix.Parse("10.2.0.0/16"), Gateway = InterfaceAddress.Parse("10.2.0.1/16") }] });
        await using var controller = await bed.InitializeAsync();
        await controller.DeleteNetworkAsync(controller.GetNetwork("db"));

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures, Is.Empty);
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task A_network_that_the_firewall_refuses_is_degraded_with_its_endpoints_and_the_rest_has_its_rules([Values] bool setsUpDefaults)
    {
        var bed = await PrepareAsync();
        var (web, db) = (bed.Machine.Stored("web").Id, bed.Machine.Stored("db").Id);
        await using (var first = await bed.InitializeAsync())
        {
            var box = await first.CreateSandboxAsync(new SandboxSpec("c1"));
            await first.ConnectAsync(first.GetNetwork("web"), box);
            await first.ConnectAsync(first.GetNetwork("db"), box);
        }

        var endpoints = bed.Machine.Disk!.Endpoints.Values.ToDictionary(static endpoint => endpoint.Network, static endpoint => endpoint.Id);
        bed.Machine.Change(() => bed.Machine.SetRules(bed.Machine.Rules.Clear(), bed.Machine.EndpointRules.Clear(), bed.Machine.Guard));
        bed.Machine.Contradicts = change => change.Set.Any(policy => policy.Network == web) || change.SetEndpoints.Any(policy => policy.Network == web);
        bed.Options = bed.Options with { ActiveSandboxes = setsUpDefaults ? [] : ["c1"] };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.Degraded.Single(), Is.EqualTo(new DegradedNetwork("web", "firewall policy is not valid: it contradicts another; correct it")));
        Assert.That((bed.Machine.Rules.ContainsKey(db), bed.Machine.Rules.ContainsKey(web)), Is.EqualTo((true, false)));
        Assert.That(bed.Machine.EndpointRules.Keys, Is.EqualTo(setsUpDefaults ? [] : new[] { endpoints[db] }));
        Assert.That(controller.Report.DegradedEndpoints.Select(static endpoint => endpoint.Id), Is.EqualTo(setsUpDefaults ? [] : new[] { endpoints[web] }));
        Assert.That((await controller.RepairAsync()).Failures.Single().Name, Is.EqualTo("web"));
        bed.Machine.Contradicts = null;
        var cured = await controller.RepairAsync();
        Assert.That((cured.Failures.Length, cured.FailedEndpoints.Length), Is.EqualTo((0, 0)));
        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none", "web");
    }

    [Test]
    public async Task A_degraded_network_can_be_deleted()
    {
        var bed = await PrepareAsync();
        bed.Machine.Rewrite("web", static record => record with { IpamDriver = "dhcp" });
        await using var controller = await bed.InitializeAsync();

        await controller.DeleteNetworkAsync(controller.GetNetwork("web"));

        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none");
        await controller.CreateNetworkAsync(Testbed.Bridge("web"));
    }

    [Test]
    public async Task Two_stored_networks_of_one_name_are_both_kept_and_the_later_one_is_degraded_until_the_other_is_gone()
    {
        var bed = await PrepareAsync();
        bed.Machine.Rewrite("web", static record => record with { Name = "db", Created = record.Created.AddDays(1) });
        var later = bed.Machine.Disk!.Networks.Values.Single(static record => record.Name == "db" && record.Options.Count == 0);

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.Degraded.Single().Reason, Does.Contain("network name 'db' is in use"));
        Assert.That((await controller.RepairAsync()).Failures.Single().Reason, Does.Contain("network name 'db' is in use"));
        await controller.DeleteNetworkAsync(controller.Networks.Single(network => network.Name == "db" && network.Id != later.Id));
        Assert.That((await controller.RepairAsync()).Failures, Is.Empty);
        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none");
        await Assert.ThrowsAsync<NameInUseException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db")));
    }

    private static async Task<Testbed> PrepareAsync()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("db", "10.2.0.0/16", "br-db"), Testbed.Bridge("web", "10.1.0.0/24"));
        bed.Machine.Reboot("boot-2");
        return bed;
    }

    private static EquatableMap<string> Option(string key, string value) => new([KeyValuePair.Create(key, value)]);
}
