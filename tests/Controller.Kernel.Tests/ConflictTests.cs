using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>What collides is refused by a typed error that names the culprit, and nothing is changed.</summary>
public sealed class ConflictTests : ControllerKernelTest
{
    [Test]
    public async Task Of_a_hundred_parallel_creations_of_one_subnet_exactly_one_wins()
    {
        await using var controller = await InitializeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => TryCreateAsync(controller, Bridge($"web{index}", "10.80.0.0/24"))));

        var winner = outcomes.Single(static outcome => outcome.Network is not null).Network!;
        Assert.That(outcomes.Where(static outcome => outcome.Network is null).Select(static outcome => outcome.Failure), Is.All.InstanceOf<SubnetOverlapException>());
        Assert.That(
            outcomes.Select(static outcome => outcome.Failure).OfType<SubnetOverlapException>().Select(static failure => failure.With.Description),
            Is.All.Contains(winner.Name));
        await AssertConvergedAsync(controller, "none", "host", "bridge", winner.Name);
    }

    [Test]
    public async Task Of_a_hundred_parallel_creations_of_one_name_exactly_one_wins()
    {
        await using var controller = await InitializeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TryCreateAsync(controller, Bridge("web"))));

        Assert.That(outcomes.Count(static outcome => outcome.Network is not null), Is.EqualTo(1));
        Assert.That(outcomes.Select(static outcome => outcome.Failure).OfType<NameInUseException>().Count(), Is.EqualTo(99));
        await AssertConvergedAsync(controller, "none", "host", "bridge", "web");
    }

    [TestCase("ip link add eth9 type bridge && ip address add 10.80.0.9/16 dev eth9", "address 10.80.0.9/16 of link eth9")]
    [TestCase("ip link add eth9 type bridge && ip link set eth9 up && ip address add 192.0.2.1/24 dev eth9 && ip route add 10.80.0.0/14 via 192.0.2.7", "route 10.80.0.0/14 via 192.0.2.7 dev eth9")]
    public async Task A_subnet_that_the_host_uses_is_refused_and_the_culprit_named(string setup, string culprit)
    {
        await using var controller = await InitializeAsync();
        Host.Run(setup);
        var before = KernelSnapshot.Capture(Host.Namespace);

        var failure = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24")));

        Assert.That(failure!.With.Description, Is.EqualTo(culprit));
        before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
    }

    [Test]
    public async Task A_chosen_subnet_stays_clear_of_the_hosts_routes_and_a_default_route_takes_nothing()
    {
        Host.Run("ip link add eth9 type bridge && ip link set eth9 up && ip address add 192.0.2.1/24 dev eth9");
        Host.Run("ip route add default via 192.0.2.254 && ip route add 0.0.0.0/1 via 192.0.2.254 && ip route add 128.0.0.0/1 via 192.0.2.254");
        Host.Run("ip route add 172.17.0.0/24 via 192.0.2.7");

        await using var controller = await InitializeAsync();

        Assert.That(controller.GetNetwork("bridge").Record.Pools[0].Subnet.ToString(), Is.EqualTo("172.17.1.0/24"));
    }

    private static async Task<(Network? Network, Exception? Failure)> TryCreateAsync(NetworkController controller, NetworkSpec spec)
    {
        try
        {
            // Each creation on a thread of its own, so that they really meet.
            return (await Task.Run(() => controller.CreateNetworkAsync(spec).AsTask()), null);
        }
        catch (NetControllerException failure)
        {
            return (null, failure);
        }
    }
}
