using NetController.Firewall;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests;

/// <summary>What others have taken away already is no obstacle to taking away the rest.</summary>
public sealed class GoneTests : FaultTest
{
    private static readonly string[] Things = ["namespace", "link", "rules"];

    [Test]
    public async Task Detaching_and_deleting_succeed_without_the(
        [Values(FirewallBackend.Iptables, FirewallBackend.Nftables)] FirewallBackend backend, [ValueSource(nameof(Things))] string gone, [Values] bool whole)
    {
        Backend = backend;
        await using var controller = await PrepareAsync();
        await controller.DeleteSandboxAsync(controller.GetSandbox("box"));
        var before = World(controller);
        var box = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        await Attachment.MakeAsync(controller);
        await controller.ConnectAsync(await controller.CreateNetworkAsync(Dual("other", 1)), box);

        TakeAway(gone, box);
        if (!whole)
        {
            await controller.DisconnectAsync(controller.GetNetwork("web"), box);
            Assert.That(box.Endpoints.Select(static endpoint => endpoint.Network.Name), Is.EqualTo(new[] { "other" }));
        }

        await controller.DeleteSandboxAsync(box);
        await controller.DeleteNetworkAsync(controller.GetNetwork("other"));

        // Rules that others have taken away from networks are theirs to miss until they are asked for.
        await controller.RepairAsync();
        await AssertWholeAsync(controller, $"without the {gone}");
        Assert.That(World(controller), Is.EqualTo(before));
    }

    private void TakeAway(string thing, Sandbox box)
    {
        switch (thing)
        {
            case "namespace":
                NetworkNamespace.DeleteAt(box.NamespacePath);
                break;
            case "link":
                Host.Run($"ip link delete {box.Endpoints[0].HostLinkName}");
                break;
            default:
                Host.Run("nft flush ruleset");
                break;
        }
    }
}
