using NetController.Drivers.Bridge;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>Sandboxes on bridge networks, by the controller as a program uses it.</summary>
public sealed class BridgeSandboxTests : ControllerKernelTest
{
    [Test]
    public async Task Two_sandboxes_on_a_bridge_reach_each_other_and_leave_nothing()
    {
        await using var controller = await InitializeAsync();
        var network = await controller.CreateNetworkAsync(Dual("web"));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("one")), await controller.CreateSandboxAsync(new SandboxSpec("two")));

        var first = await controller.ConnectAsync(network, one);
        var second = await controller.ConnectAsync(network, two);

        Assert.Multiple(() =>
        {
            foreach (var address in second.Addresses)
            {
                Assert.That(HostProgram.Try($"ping -n -c1 -W2 {address.Address}", one.NamespacePath).ExitCode, Is.Zero, $"one to {address.Address}");
            }

            Assert.That(first.HostLinkName, Is.EqualTo($"ncv{first.Id.ToString()[..11]}"));
        });
        Assert.That(await controller.CheckAsync(), Is.Empty);

        await controller.DisconnectAsync(network, one);
        await controller.DeleteSandboxAsync(two);

        Assert.That(HostProgram.Run("ip -br link", one.NamespacePath), Does.Not.Contain("eth0"));
        Assert.That(Host.Run("ip -br link"), Does.Not.Contain("ncv"));
        Assert.That(controller.FindLeftovers(), Is.Empty);
        await controller.DeleteSandboxAsync(one);
    }

    [Test]
    public async Task A_sandbox_that_left_a_network_can_join_it_again_at_once()
    {
        await using var controller = await InitializeAsync();
        var (a, b) = (await controller.CreateNetworkAsync(Bridge("a", "10.77.0.0/24")), await controller.CreateNetworkAsync(Bridge("b", "10.78.0.0/24")));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("one"));

        await controller.ConnectAsync(a, box);
        await controller.DisconnectAsync(a, box);
        await controller.ConnectAsync(a, box);
        await controller.ConnectAsync(b, box);
        await controller.DisconnectAsync(b, box);
        var again = await controller.ConnectAsync(b, box);

        Assert.That(HostProgram.Run("ip -br address show dev eth1", box.NamespacePath), Does.Contain(again.Addresses[0].ToString()));
        Assert.That(await controller.CheckAsync(), Is.Empty);
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task A_damaged_veth_is_found_and_repaired_and_the_next_process_touches_nothing()
    {
        string near;
        await using (var controller = await InitializeAsync())
        {
            var network = await controller.CreateNetworkAsync(Dual("web"));
            var endpoint = await controller.ConnectAsync(network, await controller.CreateSandboxAsync(new SandboxSpec("one")));
            near = endpoint.HostLinkName!;
            Host.Run($"ip link set dev {near} nomaster");

            Assert.That((await controller.CheckAsync()).Single().Endpoint, Is.EqualTo(endpoint.Id));
            await controller.RepairAsync();
            Assert.That(await controller.CheckAsync(), Is.Empty);
        }

        var before = Host.Run($"ip -o link show dev {near}");
        await using var next = await InitializeAsync(options: Options with { ActiveSandboxes = ["one"] });
        Assert.That(Host.Run($"ip -o link show dev {near}"), Is.EqualTo(before));
        Assert.That(await next.CheckAsync(), Is.Empty);
        Assert.That(next.FindLeftovers(), Is.Empty);
        await next.DeleteSandboxAsync(next.GetSandbox("one"));
    }

    [Test]
    public async Task A_sandbox_leaves_several_networks_at_once_and_names_its_interfaces_as_they_say()
    {
        await using var controller = await InitializeAsync();
        var box = await controller.CreateSandboxAsync(new SandboxSpec("one"));
        foreach (var number in Enumerable.Range(0, 4))
        {
            var spec = new NetworkSpec($"n{number}", new BridgeNetworkOptions { InterfacePrefix = number < 2 ? "net" : null })
            {
                Subnets = [new SubnetRequest(IPPrefix.Parse($"10.{80 + number}.0.0/24"))],
            };
            await controller.ConnectAsync(await controller.CreateNetworkAsync(spec), box);
        }

        Assert.That(box.Endpoints.Select(static endpoint => endpoint.Record.InterfaceName).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "eth0", "eth1", "net0", "net1" }));

        await controller.DeleteSandboxAsync(box);

        Assert.That(Host.Run("ip -br link"), Does.Not.Contain("ncv"));
        Assert.That(controller.FindLeftovers(), Is.Empty);
    }

    private static NetworkSpec Dual(string name) => new(name, new BridgeNetworkOptions())
    {
        EnableIPv6 = true,
        Subnets = [new SubnetRequest(IPPrefix.Parse("10.77.0.0/24")), new SubnetRequest(IPPrefix.Parse("fd00:77::/64"))],
    };
}
