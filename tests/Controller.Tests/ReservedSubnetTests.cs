using System.Collections.Immutable;

namespace NetController.Controller.Tests;

/// <summary>Subnets that are never chosen, and how a running controller takes a new set of them. 172.17.0.0/24 is always the default bridge's.</summary>
[TestFixture]
internal sealed class ReservedSubnetTests
{
    [Test]
    public async Task A_new_set_is_in_force_for_the_next_choice_and_the_old_one_no_more()
    {
        await using var controller = await StartAsync("172.17.1.0/24");
        var before = await CreateAsync(controller, "before");

        controller.ReplaceReservedSubnets(Subnets("172.17.3.0/24", "172.17.4.0/23", "fd00::/8"));
        var first = await CreateAsync(controller, "first");
        var second = await CreateAsync(controller, "second");

        Assert.That((before, first, second), Is.EqualTo(("172.17.2.0/24", "172.17.1.0/24", "172.17.6.0/24")));
        Assert.That(controller.ReservedSubnets, Is.EqualTo(Subnets("172.17.3.0/24", "172.17.4.0/23", "fd00::/8")));
    }

    [Test]
    public async Task A_network_that_lies_in_the_new_set_stays_and_nothing_has_drifted()
    {
        await using var controller = await StartAsync();
        var before = await CreateAsync(controller, "web");

        controller.ReplaceReservedSubnets(Subnets("172.17.0.0/16"));

        Assert.That(controller.GetNetwork("web").Record.Pools[0].Subnet.ToString(), Is.EqualTo(before));
        Assert.That(await controller.CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task A_reserved_subnet_may_still_be_asked_for()
    {
        await using var controller = await StartAsync();

        controller.ReplaceReservedSubnets(Subnets("172.17.1.0/24"));
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web", "172.17.1.0/24"));

        Assert.That(network.Record.Pools[0].Subnet.ToString(), Is.EqualTo("172.17.1.0/24"));
    }

    [Test]
    public async Task An_empty_set_reserves_nothing()
    {
        await using var controller = await StartAsync("172.17.1.0/24");

        controller.ReplaceReservedSubnets([]);

        Assert.That(await CreateAsync(controller, "web"), Is.EqualTo("172.17.1.0/24"));
    }

    [Test]
    public async Task A_plan_follows_the_new_set()
    {
        await using var controller = await StartAsync();

        controller.ReplaceReservedSubnets(Subnets("172.17.1.0/24"));
        var plan = await controller.PlanNetworkAsync(Testbed.Bridge("web"));

        Assert.That(plan.Network.Pools[0].Subnet.ToString(), Is.EqualTo("172.17.2.0/24"));
    }

    [Test]
    public async Task No_set_at_all_is_refused_and_changes_nothing()
    {
        await using var controller = await StartAsync("172.17.1.0/24");

        var failure = Assert.Throws<ArgumentException>(() => controller.ReplaceReservedSubnets(default));

        Assert.That(failure!.ParamName, Is.EqualTo("subnets"));
        Assert.That(controller.ReservedSubnets, Is.EqualTo(Subnets("172.17.1.0/24")));
    }

    [Test]
    public async Task What_is_reserved_before_and_after_a_replacement_is_reserved_all_the_while()
    {
        string[] always = [.. Enumerable.Range(1, 100).Select(static third => $"172.17.{third}.0/24")];
        var one = Subnets([.. always, "172.17.101.0/24"]);
        var other = Subnets(["172.17.102.0/24", .. always.Reverse()]);
        await using var controller = await StartAsync([.. always]);
        using var done = new CancellationTokenSource();
        var replacing = new Thread(() =>
        {
            for (var turn = 0; !done.IsCancellationRequested; turn++)
            {
                controller.ReplaceReservedSubnets(turn % 2 == 0 ? one : other);
            }
        });
        replacing.Start();

        var chosen = new List<string>();
        for (var number = 0; number < 60; number++)
        {
            chosen.Add(await CreateAsync(controller, $"n{number}"));
        }

        await done.CancelAsync();
        replacing.Join();
        Assert.That(chosen.Intersect(always), Is.Empty);
        Assert.That(chosen, Has.Count.EqualTo(60).And.Unique);
    }

    private static ImmutableArray<IPPrefix> Subnets(params ReadOnlySpan<string> subnets)
    {
        var parsed = ImmutableArray.CreateBuilder<IPPrefix>();
        foreach (var subnet in subnets)
        {
            parsed.Add(IPPrefix.Parse(subnet));
        }

        return parsed.ToImmutable();
    }

    private static async Task<NetworkController> StartAsync(params string[] reserved)
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { ReservedSubnets = Subnets(reserved) };
        return await bed.InitializeAsync();
    }

    private static async Task<string> CreateAsync(NetworkController controller, string name) =>
        (await controller.CreateNetworkAsync(Testbed.Bridge(name))).Record.Pools[0].Subnet.ToString();
}
