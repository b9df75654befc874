using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class PlanTests
{
    [Test]
    public async Task A_plan_shows_what_create_then_does_and_changes_nothing()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        bed.Machine.Effects.Clear();
        var spec = Testbed.Bridge("web", link: "br-web");

        var plan = await controller.PlanNetworkAsync(spec);

        Assert.That(bed.Describe(controller), Is.EqualTo(before));
        Assert.That((bed.Machine.Commits, bed.Machine.FirewallTransactions), Is.EqualTo((0, 0)));
        Assert.That((plan.LinkName, plan.Network.State), Is.EqualTo(("br-web", RecordState.Creating)));
        Assert.That(plan.Changes.Select(static change => change.Fix), Has.Some.EqualTo("ip link add br-web").And.Some.EqualTo("ip address add 172.17.1.1/24 dev br-web").And.Some.StartsWith("fakefw add"));
        var created = await controller.CreateNetworkAsync(spec);
        Assert.That(created.Record.Pools, Is.EqualTo(plan.Network.Pools));
    }

    [Test]
    public async Task A_plan_meets_the_conflicts_that_create_would()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("web", "10.1.0.0/24", "br-web"));
        var before = bed.Describe(controller);

        await Assert.ThrowsAsync<NameInUseException>(async () => await controller.PlanNetworkAsync(Testbed.Bridge("web")));
        await Assert.ThrowsAsync<ResourceConflictException>(async () => await controller.PlanNetworkAsync(Testbed.Bridge("db", link: "br-web")));
        await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.PlanNetworkAsync(Testbed.Bridge("db", "10.1.0.0/16")));

        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }

    [Test]
    public async Task A_cancelled_plan_gives_everything_back()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var before = bed.Describe(controller);
        using var cancellation = new CancellationTokenSource();
        bed.Steps.Arm(1, _ => cancellation.Cancel());

        await Assert.ThatAsync(async () => await controller.PlanNetworkAsync(Testbed.Bridge("web"), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(bed.Describe(controller), Is.EqualTo(before));
    }
}
