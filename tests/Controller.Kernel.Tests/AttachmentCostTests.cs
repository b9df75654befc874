using System.Globalization;
using NetController.Firewall;

namespace NetController.Controller.Kernel.Tests;

/// <summary>What attaching and detaching takes of this process, by all of its threads, however much is attached already.</summary>
public sealed class AttachmentCostTests : ControllerKernelTest
{
    private const int Budget = 64 * 1024;
    private const int Rounds = 10;

    [TestCase(0)]
    [TestCase(100)]
    public async Task One_published_port_takes_less_than_64_KiB_and_no_process_whatever_is_attached(int others)
    {
        await using var controller = await InitializeAsync(options: Options with { Firewall = FirewallBackend.Nftables });
        var network = await controller.CreateNetworkAsync(Bridge("web", "10.77.0.0/16"));
        await AttachOthersAsync(controller, network, others);
        var box = await controller.CreateSandboxAsync(new SandboxSpec("one"));
        var spec = new EndpointSpec { Ports = [PortMapping.Parse("8080:80")] };
        for (var round = 0; round < Rounds; round++)
        {
            await controller.ConnectAsync(network, box, spec);
            await controller.DisconnectAsync(network, box);
        }

        // What the rounds so far go on with beside, their announcements, ends.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var processes = FaultsOfChildren();
        var (attach, detach) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            attach = Math.Min(attach, await AllocatedAsync(() => controller.ConnectAsync(network, box, spec).AsTask()));
            detach = Math.Min(detach, await AllocatedAsync(() => controller.DisconnectAsync(network, box).AsTask()));
        }

        TestContext.Out.WriteLine($"beside {others} others: attach {attach} bytes, detach {detach} bytes");
        Assert.That(attach, Is.LessThan(Budget), "attach");
        Assert.That(detach, Is.LessThan(Budget), "detach");
        Assert.That(FaultsOfChildren(), Is.EqualTo(processes), "a process that ends leaves its page faults to its parent");
        foreach (var sandbox in controller.Sandboxes)
        {
            await controller.DeleteSandboxAsync(sandbox);
        }
    }

    private static async Task AttachOthersAsync(NetworkController controller, Network network, int count)
    {
        var requests = new List<ConnectRequest>(count);
        for (var number = 0; number < count; number++)
        {
            var sandbox = await controller.CreateSandboxAsync(new SandboxSpec($"other{number}"));
            requests.Add(new ConnectRequest(network, sandbox, new EndpointSpec { Ports = [PortMapping.Parse($"{20000 + number}:80")] }));
        }

        await controller.ConnectAllAsync(requests);
    }

    private static async Task<long> AllocatedAsync(Func<Task> act)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await act();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>The page faults of children that have been waited for: proc_pid_stat(5), cminflt.</summary>
    private static long FaultsOfChildren()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[8], CultureInfo.InvariantCulture);
    }
}
