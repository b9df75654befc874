using System.Collections.Immutable;
using NetController.Controller.Tests.Fakes;
using NetController.Firewall;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>Check names every difference and changes nothing; repair cures it and nothing else; check is then clean.</summary>
[TestFixture]
internal sealed class ReconcileTests
{
    public static IEnumerable<TestCaseData> Drifts()
    {
        yield return Case("the link is gone", static (machine, _) => machine.RemoveLink("br-web"), "ip link add br-web");
        yield return Case("the address is gone", static (machine, _) => Set(machine, static link => link with { Addresses = [] }), "ip address add 10.1.0.1/24 dev br-web");
        yield return Case("another address was added", static (machine, _) => Set(machine, static link => link with { Addresses = [.. link.Addresses.Items, InterfaceAddress.Parse("192.0.2.1/24")] }), "ip address delete 192.0.2.1/24 dev br-web");
        yield return Case("the mtu was changed", static (machine, _) => Set(machine, static link => link with { Mtu = 1280 }), "ip link set br-web mtu 1500");
        yield return Case("the rules were flushed", static (machine, _) => machine.SetRules(ImmutableDictionary<NetworkId, NetworkPolicy>.Empty, machine.Guard), "fakefw add");
        yield return Case("the network's rules are gone", static (machine, web) => machine.SetRules(machine.Rules.Remove(web), machine.Guard), "fakefw add");
        yield return Case("rules of nobody are there", static (machine, _) => machine.SetRules(With(machine, new NetworkPolicy(NetworkId.New(RandomSource.Secure), "gone")), machine.Guard), "fakefw delete");
        yield return Case("the guard was switched off", static (machine, _) => machine.SetRules(machine.Rules, new HostPolicy()), "fakefw add HostPolicy");

        static TestCaseData Case(string name, Action<FakeMachine, NetworkId> drift, string fix) => new TestCaseData(drift, fix).SetArgDisplayNames(name);
        static void Set(FakeMachine machine, Func<FakeLink, FakeLink> change) => machine.SetLink(change(machine.Links["br-web"]));
        static ImmutableDictionary<NetworkId, NetworkPolicy> With(FakeMachine machine, NetworkPolicy policy) => machine.Rules.Add(policy.Network, policy);
    }

    [TestCaseSource(nameof(Drifts))]
    public async Task Drift_is_named_cured_and_gone(Action<FakeMachine, NetworkId> makeDrift, string fix)
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24", "br-web"));
        await controller.CreateNetworkAsync(Testbed.Bridge("db"));
        var whole = WithoutIndexes(bed.Describe(controller));
        makeDrift(bed.Machine, web.Id);
        var drifted = bed.Describe(controller);
        bed.Machine.Effects.Clear();

        var drift = await controller.CheckAsync();

        Assert.That(drift.Select(static item => item.Fix), Has.Some.StartsWith(fix));
        Assert.That(drift.Where(static item => item.Resource.StartsWith("link", StringComparison.Ordinal)).Select(static item => item.Network), Is.All.EqualTo(web.Id));
        Assert.That(bed.Describe(controller), Is.EqualTo(drifted), "check changes nothing");
        Assert.That((bed.Machine.Commits, bed.Machine.FirewallTransactions), Is.EqualTo((0, 0)));

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures, Is.Empty);
        Assert.That(repair.Changes, Is.EquivalentTo(drift.Select(static item => item.Fix)));
        Assert.That(await controller.CheckAsync(), Is.Empty);
        Assert.That(WithoutIndexes(bed.Describe(controller)), Is.EqualTo(whole));
    }

    [Test]
    public async Task Repair_of_a_clean_machine_changes_and_commits_nothing()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var before = bed.Describe(controller);
        bed.Machine.Effects.Clear();

        var repair = await controller.RepairAsync();

        Assert.That((repair.Changes.Length, repair.Failures.Length, bed.Machine.Commits), Is.EqualTo((0, 0, 0)));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_network_that_cannot_be_repaired_is_degraded_reported_and_does_not_keep_the_others_from_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("a", link: "br-a"));
        await controller.CreateNetworkAsync(Testbed.Bridge("b", link: "br-b"));
        bed.Machine.RemoveLink("br-a");
        bed.Machine.RemoveLink("br-b");
        bed.Machine.SetRules(ImmutableDictionary<NetworkId, NetworkPolicy>.Empty, new HostPolicy());
        bed.Machine.Refuse = static effect => effect == "ip link add br-a" ? new IOException("no memory") : null;

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures.Single().Name, Is.EqualTo("a"));
        Assert.That(repair.Failures.Single().Reason, Does.Contain("no memory"));
        Assert.That(bed.Machine.Links.Keys, Does.Contain("br-b"));
        Assert.That(bed.Machine.Rules.Count, Is.EqualTo(3));
        Assert.That((bed.Machine.Stored("a").State, controller.GetNetwork("a").Record.State), Is.EqualTo((RecordState.Degraded, RecordState.Degraded)));
        bed.Machine.Refuse = null;
        await controller.RepairAsync();
        await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
    }

    [Test]
    public async Task A_store_that_refuses_does_not_keep_repair_from_the_kernel()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("a", link: "br-a"));
        await controller.CreateNetworkAsync(Testbed.Bridge("b", link: "br-b"));
        bed.Machine.RemoveLink("br-a");
        bed.Machine.RemoveLink("br-b");
        bed.Machine.Refuse = static effect => effect switch
        {
            "ip link add br-a" => new IOException("no memory"),
            FakeStore.Commit => new ResourceUnavailableException("the disk is full", "make room"),
            _ => null,
        };

        var repair = await controller.RepairAsync();

        Assert.That(repair.Failures.Select(static failure => failure.Reason), Has.Exactly(2).Items.And.Some.Contains("no memory").And.Some.Contains("the disk is full"));
        Assert.That(bed.Machine.Links.Keys, Does.Contain("br-b"));
    }

    [Test]
    public async Task A_deletion_that_failed_halfway_is_drift_and_repair_finishes_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link delete", StringComparison.Ordinal) ? new IOException("device busy") : null;
        await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.DeleteNetworkAsync(web));

        var drift = await controller.CheckAsync();
        var failed = await controller.RepairAsync();
        bed.Machine.Refuse = null;
        var repaired = await controller.RepairAsync();

        Assert.That(drift[0], Is.EqualTo(new Drift("network web", "Active", "Deleting", "netctl repair") { Network = web.Id }));
        Assert.That(failed.Failures.Single().Reason, Does.Contain("device busy"));
        Assert.That(repaired.Changes, Is.EqualTo(new[] { "netctl network rm web" }));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Repair_leaves_a_network_alone_that_was_deleted_while_it_waited()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("a", link: "br-a"));
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", link: "br-web"));
        bed.Machine.RemoveLink("br-a");
        bed.Steps.Arm(1, _ => controller.DeleteNetworkAsync(web).AsTask().Wait());

        var repair = await controller.RepairAsync();

        Assert.That(repair.Changes, Has.None.Contains("web"));
        await bed.AssertConvergedAsync(controller, "a", "bridge", "host", "none");
    }

    [Test]
    public async Task A_sandbox_that_cannot_be_removed_is_reported_and_keeps_nothing_else_from_repair()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var (stuck, other) = (await controller.CreateSandboxAsync(new SandboxSpec("c1")), await controller.CreateSandboxAsync(new SandboxSpec("c2")));
        await controller.ConnectAsync(web, other);
        bed.Machine.Refuse = static effect => effect.StartsWith("ip netns delete", StringComparison.Ordinal) ? new IOException("device busy") : null;
        await Assert.ThatAsync(async () => await controller.DeleteSandboxAsync(stuck), Throws.InstanceOf<OperationFailedException>());
        RemoveVeth(bed, other.Endpoints.Single().HostLinkName!);
        bed.Machine.SetRules(bed.Machine.Rules.Clear(), bed.Machine.Guard);

        var repair = await controller.RepairAsync();

        Assert.That(repair.FailedSandboxes.Select(static failed => $"{failed.Name}: {failed.Reason}"), Has.One.StartsWith("c1: ").And.Contains("device busy"));
        Assert.That(bed.Machine.Links.Keys, Does.Contain(other.Endpoints.Single().HostLinkName));
        Assert.That(bed.Machine.Rules.Keys, Does.Contain(web.Id));
        bed.Machine.Refuse = null;
        Assert.That((await controller.RepairAsync()).FailedSandboxes, Is.Empty);
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task Repair_does_not_bring_back_the_rules_of_an_endpoint_that_leaves_meanwhile()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.ConnectAsync(web, box);
        var leaving = Task.CompletedTask;
        bed.Machine.Asked = _ =>
        {
            // As far as it gets while the repair hands its policies over.
            bed.Machine.Asked = null;
            leaving = Task.Run(async () => await controller.DisconnectAsync(web, box));
            Task.WaitAny([leaving], TimeSpan.FromMilliseconds(200));
        };
        await controller.RepairAsync();
        await leaving;
        await controller.RepairAsync();

        Assert.That(bed.Machine.EndpointRules, Is.Empty);
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task What_is_degraded_stays_so_until_its_rules_are_in_force()
    {
        var bed = new Testbed();
        await using (var first = await bed.InitializeAsync())
        {
            await first.ConnectAsync(await first.CreateNetworkAsync(Testbed.Bridge("web", link: "br-web")), await first.CreateSandboxAsync(new SandboxSpec("c1")));
        }

        bed.Options = bed.Options with { ActiveSandboxes = ["c1"] };
        bed.Machine.RemoveLink("br-web");
        RemoveVeth(bed, bed.Machine.Links.Keys.Single(static name => name.StartsWith("ncv", StringComparison.Ordinal)));
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link add", StringComparison.Ordinal) ? new IOException("out of memory") : null;
        await using var controller = await bed.InitializeAsync();
        bed.Machine.SetRules(bed.Machine.Rules.Remove(controller.GetNetwork("web").Id), bed.Machine.EndpointRules.Clear(), bed.Machine.Guard);

        bed.Machine.Refuse = static effect => effect == FakeFirewall.Transaction ? new OperationFailedException(effect, new IOException("table busy")) : null;
        var refused = await controller.RetryDegradedAsync();
        var states = (controller.GetNetwork("web").Record.State, controller.Endpoints.Single().Record.State);
        bed.Machine.Refuse = null;
        var retry = await controller.RetryDegradedAsync();

        Assert.That(states, Is.EqualTo((RecordState.Degraded, RecordState.Degraded)));
        Assert.That((string[])[refused.Failures.Single().Reason, refused.FailedEndpoints.Single().Reason], Is.All.Contains("table busy"));
        Assert.That((retry.Failures.Length, retry.FailedEndpoints.Length), Is.EqualTo((0, 0)));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task Leftovers_are_found_without_being_touched_and_removed_on_request()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        bed.Machine.AddLink("nc-left", OwnerTag.OfNetwork(controller.Instance, NetworkId.New(RandomSource.Secure)).ToString());

        var found = controller.FindLeftovers();
        var stillThere = bed.Machine.Links.ContainsKey("nc-left");
        var removed = await controller.RemoveLeftoversAsync();

        Assert.That((found.Single().Fix, stillThere), Is.EqualTo(("ip link delete nc-left", true)));
        Assert.That(removed, Is.EqualTo(found));
        Assert.That((controller.FindLeftovers().Length, bed.Machine.Links.ContainsKey("nc-left")), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_sweep_leaves_alone_what_is_made_while_it_looks()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        // The moment between the sweep's reading of the records and its listing of the links.
        bed.Machine.Asked = _ =>
        {
            var network = bed.Machine.Stored("web") with { Id = NetworkId.New(RandomSource.Secure), Name = "fresh", State = RecordState.Creating };
            bed.Machine.Write(bed.Machine.Disk!.Apply(new StateChange { Networks = [network] }));
            bed.Machine.AddLink("nc-fresh", OwnerTag.OfNetwork(controller.Instance, network.Id).ToString());
            var endpoint = Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", SandboxId.New(RandomSource.Secure));
            bed.Machine.AddLink("ncv-fresh", OwnerTag.OfEndpoint(controller.Instance, endpoint.Id).ToString());
            bed.Machine.AddLink("ncv-bare", new OwnerTag(controller.Instance.Short, OwnerTag.EndpointKind, endpoint.Id.ToString()[..11]).ToString());
        };

        var removed = await controller.RemoveLeftoversAsync();

        Assert.That(removed, Is.Empty);
        Assert.That(bed.Machine.Links.Keys, Is.SupersetOf(new[] { "nc-fresh", "ncv-fresh", "ncv-bare" }));
    }

    /// <summary>Removes a veth with both its ends; the far one is the only interface of its name on the machine.</summary>
    private static void RemoveVeth(Testbed bed, string nearEnd)
    {
        bed.Machine.RemoveLink(nearEnd);
        bed.Machine.SetNamespace(bed.Machine.Namespaces.Values.Single(static inside => inside.Interfaces.ContainsKey("eth0")).Without("eth0"));
    }

    private static ImmutableArray<string> WithoutIndexes(ImmutableArray<string> lines) =>
        [.. lines.Select(static line => System.Text.RegularExpressions.Regex.Replace(line, "Index = [0-9]+", "Index = ?"))];
}
