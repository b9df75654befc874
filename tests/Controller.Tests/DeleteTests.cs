using NetController.Controller.Tests.Fakes;
using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class DeleteTests
{
    [Test]
    public async Task A_deleted_network_leaves_nothing_and_its_name_subnet_and_link_are_free()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24", "br-web"));

        await controller.DeleteNetworkAsync(web);

        Assert.That(bed.Describe(controller), Is.EqualTo(before));
        await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24", "br-web"));
    }

    [TestCase("none")]
    [TestCase("host")]
    [TestCase("bridge")]
    public async Task A_predefined_network_cannot_be_removed(string name)
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<OperationForbiddenException>(async () => await controller.DeleteNetworkAsync(controller.GetNetwork(name)));

        Assert.That(failure!.Problem, Is.EqualTo($"network '{name}' is predefined and cannot be removed"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_network_with_endpoints_names_them_and_stays()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var endpoints = new[] { Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", null).Id, Stored.Endpoint(bed.Machine, "web", "10.1.0.6/24", null).Id };
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);

        var failure = await Assert.ThrowsAsync<NetworkInUseException>(async () => await controller.DeleteNetworkAsync(controller.GetNetwork("web")));

        Assert.That(failure!.Endpoints, Is.EquivalentTo(endpoints));
        Assert.That(failure.Message, Does.Contain(endpoints[0].Short).And.Contains("'web'"));
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_deletion_carries_on_past_failures_reports_all_of_them_and_can_be_run_again()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        bed.Machine.Refuse = static effect => effect == FakeFirewall.Transaction || effect.StartsWith("ip link delete", StringComparison.Ordinal) ? new IOException($"no {effect}") : null;

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.DeleteNetworkAsync(web));

        Assert.That(failure!.Failures.Length, Is.EqualTo(2));
        Assert.That((web.Record.State, bed.Machine.Stored("web").State), Is.EqualTo((RecordState.Deleting, RecordState.Deleting)));
        Assert.That(controller.GetNetwork("web"), Is.SameAs(web), "still listed");
        await Assert.ThrowsAsync<NameInUseException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));
        bed.Machine.Refuse = null;
        await controller.DeleteNetworkAsync(web);
        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_link_that_is_gone_already_is_done()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web", link: "br-web"));
        bed.Machine.RemoveLink("br-web");

        await controller.DeleteNetworkAsync(web);

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task A_network_that_was_just_removed_is_not_found()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        await controller.DeleteNetworkAsync(web);

        await Assert.ThrowsAsync<ObjectNotFoundException>(async () => await controller.DeleteNetworkAsync(web));
    }

    [Test]
    public async Task Prune_removes_what_users_made_and_nothing_holds()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("held", "10.1.0.0/24"), Testbed.Bridge("b"), Testbed.Bridge("a"));
        Stored.Endpoint(bed.Machine, "held", "10.1.0.5/24", null);
        await using var controller = await bed.InitializeAsync();

        var pruned = await controller.PruneNetworksAsync();

        Assert.That(pruned, Is.EqualTo(new[] { "a", "b" }));
        await bed.AssertConvergedAsync(controller, "bridge", "held", "host", "none");
    }

    [Test]
    public async Task Prune_removes_of_these_only_what_is_chosen_and_is_told_after_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("a"));
        await controller.CreateNetworkAsync(Testbed.Bridge("b"));
        var start = controller.EventCursor;

        var pruned = await controller.PruneNetworksAsync(static network => network.Name is "b" or "bridge");

        Assert.That(pruned, Is.EqualTo(new[] { "b" }));
        Assert.That(
            controller.RecentEvents.Where(happened => happened.Cursor.Sequence > start.Sequence).Select(static happened => (happened.Kind, happened.Network?.Name)),
            Is.EqualTo(new[] { (ControllerEventKind.NetworkDeleted, "b"), (ControllerEventKind.NetworksPruned, null) }));
        await bed.AssertConvergedAsync(controller, "a", "bridge", "host", "none");
    }

    [Test]
    public async Task Prune_carries_on_past_failures_and_lists_them()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await controller.CreateNetworkAsync(Testbed.Bridge(name, link: $"br-{name}"));
        }

        bed.Machine.Refuse = static effect => effect == "ip link delete br-b" ? new IOException("device busy") : null;

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.PruneNetworksAsync());

        Assert.That(failure!.Failures.Single().Message, Does.Contain("delete network 'b'").And.Contains("device busy"));
        Assert.That(controller.Networks.Select(static network => network.Name), Is.EqualTo(new[] { "b", "bridge", "host", "none" }));
        Assert.That(controller.RecentEvents[^1].Kind, Is.EqualTo(ControllerEventKind.NetworksPruned));
    }

    [Test]
    public async Task A_network_that_somebody_else_removes_during_a_prune_is_no_failure()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("a"));
        var b = await controller.CreateNetworkAsync(Testbed.Bridge("b"));
        bed.Steps.Arm(1, _ => controller.DeleteNetworkAsync(b).AsTask().Wait());

        var pruned = await controller.PruneNetworksAsync();

        Assert.That(pruned, Is.EqualTo(new[] { "a" }));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }
}
