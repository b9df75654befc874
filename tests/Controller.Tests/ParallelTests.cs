using System.Collections.Concurrent;
using NetController.Networks;
using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class ParallelTests
{
    private const int Callers = 100;

    [Test]
    public async Task Of_100_parallel_creations_of_one_subnet_exactly_one_wins_and_the_others_name_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();

        var outcomes = await AllAsync(i => controller.CreateNetworkAsync(Testbed.Bridge($"n{i}", "10.1.0.0/24")).AsTask());

        var winner = outcomes.Single(static outcome => outcome.Failure is null).Network!;
        var losers = outcomes.Select(static outcome => outcome.Failure).OfType<Exception>().ToArray();
        Assert.That(losers, Has.Exactly(Callers - 1).InstanceOf<SubnetOverlapException>());
        Assert.That(losers.Select(static failure => failure.Message), Is.All.Contains($"network '{winner.Name}' ({winner.Id.Short})"));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", winner.Name);
    }

    [Test]
    public async Task Of_100_parallel_creations_of_one_name_exactly_one_wins_and_the_others_name_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();

        var outcomes = await AllAsync(_ => controller.CreateNetworkAsync(Testbed.Bridge("web")).AsTask());

        var winner = outcomes.Single(static outcome => outcome.Failure is null).Network!;
        Assert.That(outcomes.Select(static outcome => outcome.Failure).OfType<NameInUseException>().Select(static failure => failure.Holder), Has.Exactly(Callers - 1).EqualTo(winner.Id));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
    }

    [Test]
    public async Task Of_100_parallel_sandboxes_of_one_namespace_exactly_one_is_made_and_the_others_name_it()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        bed.Machine.Change(() => bed.Machine.AddNamespace("/run/netns/shared"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(async () =>
        {
            try
            {
                return (Made: (Sandbox?)await controller.CreateSandboxAsync(new SandboxSpec($"c{i}") { NamespacePath = "/run/netns/shared" }), Failure: (Exception?)null);
            }
            catch (NetControllerException failure)
            {
                return (Made: (Sandbox?)null, Failure: (Exception?)failure);
            }
        })));

        var winner = outcomes.Select(static outcome => outcome.Made).OfType<Sandbox>().Single();
        Assert.That(outcomes.Select(static outcome => outcome.Failure?.Message).OfType<string>(), Has.Exactly(Callers - 1).Contains("namespace '/run/netns/shared' is that of sandbox").And.All.Contains(winner.Id.Short));
        await controller.DeleteSandboxAsync(winner);
        Assert.That((await controller.CreateSandboxAsync(new SandboxSpec("next") { NamespacePath = "/run/netns/shared" })).Name, Is.EqualTo("next"));
    }

    [Test]
    public void A_driver_of_one_network_is_claimed_with_its_name_and_free_when_that_network_goes()
    {
        var registry = new NetworkRegistry();
        var (first, second) = (NetworkId.New(RandomSource.Secure), NetworkId.New(RandomSource.Secure));
        registry.Claim(first, "one", link: null, driver: "single");

        Assert.That(() => registry.Claim(second, "two", link: null, driver: "single"), Throws.InstanceOf<OperationForbiddenException>().With.Message.Contains("'one' is it"));
        registry.Release(first, "one");
        Assert.That(() => registry.Claim(second, "two", link: null, driver: "single"), Throws.Nothing);
    }

    [Test]
    public async Task A_hundred_different_networks_are_made_and_removed_in_parallel()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();

        var created = await AllAsync(i => controller.CreateNetworkAsync(Testbed.Bridge($"n{i}")).AsTask());

        Assert.That(created.Select(static outcome => outcome.Failure), Is.All.Null);
        await bed.AssertConvergedAsync(controller, [.. created.Select(static outcome => outcome.Network!.Name), "bridge", "host", "none"]);
        await Task.WhenAll(created.Select(outcome => Task.Run(() => controller.DeleteNetworkAsync(outcome.Network!).AsTask())));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Of_many_parallel_deletions_one_does_it_and_the_others_find_it_gone()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var outcomes = await AllAsync(async _ =>
        {
            await controller.DeleteNetworkAsync(web);
            return web;
        });

        Assert.That(outcomes.Count(static outcome => outcome.Failure is null), Is.EqualTo(1));
        Assert.That(outcomes.Select(static outcome => outcome.Failure), Has.Exactly(Callers - 1).InstanceOf<ObjectNotFoundException>());
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Readers_see_only_whole_networks_while_others_come_and_go()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var broken = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var seen = 0;
            while (!done.IsCancellationRequested)
            {
                foreach (var network in controller.Networks.Where(static network => network.Record.Driver == "bridge"))
                {
                    seen++;
                    var record = network.Record;
                    if (record.State is not (RecordState.Active or RecordState.Deleting) || record.Pools.Count != 1 || record.Pools[0].Gateway is null || network.LinkName is null)
                    {
                        broken.Add(record.ToString());
                    }
                }
            }

            return seen;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 25; round++)
            {
                await controller.DeleteNetworkAsync(await controller.CreateNetworkAsync(Testbed.Bridge($"n{i}")));
            }
        })));
        await done.CancelAsync();

        Assert.That(await reading, Is.Positive);
        Assert.That(broken, Is.Empty);
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Check_repair_and_plan_disturb_neither_creations_nor_deletions()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        using var done = new CancellationTokenSource();
        var reconciling = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await controller.CheckAsync();
                var repair = await controller.RepairAsync();
                Assert.That(repair.Failures, Is.Empty);
                await controller.PlanNetworkAsync(Testbed.Bridge("planned"));
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 25; round++)
            {
                await controller.DeleteNetworkAsync(await controller.CreateNetworkAsync(Testbed.Bridge($"n{i}")));
            }
        })));
        await done.CancelAsync();
        await reconciling;

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    /// <summary>Lets all callers begin at once and gives what each got.</summary>
    private static async Task<(Network? Network, Exception? Failure)[]> AllAsync(Func<int, Task<Network>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, Callers).Select(i => Task.Run<(Network?, Exception?)>(async () =>
        {
            await start.Task;
            try
            {
                return (await call(i), null);
            }
            catch (NetControllerException failure)
            {
                return (null, failure);
            }
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(calls);
    }
}
