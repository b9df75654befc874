using NetController.State;

namespace NetController.Controller.Kernel.Tests;

/// <summary>The main job on a real kernel.</summary>
public sealed class InitializeTests : ControllerKernelTest
{
    [Test]
    public async Task A_fresh_host_gets_the_three_default_networks()
    {
        await using var controller = await InitializeAsync();

        Assert.That(controller.Report.Created, Is.EqualTo(new[] { "none", "host", "bridge" }));
        Assert.That(BridgesOnHost().Single().Value, Does.Contain("172.17.0.1/24"));
        Assert.That(Host.Run("cat /proc/sys/net/ipv4/ip_forward").Trim(), Is.EqualTo("1"));
        await AssertConvergedAsync(controller, "none", "host", "bridge");
    }

    [Test]
    public async Task A_second_start_refreshes_the_default_bridge_and_leaves_its_link_alone()
    {
        await (await InitializeAsync()).DisposeAsync();
        var before = BridgesOnHost();

        await using var again = await InitializeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(again.Report.Created, Is.Empty);
            Assert.That(again.Report.Refreshed, Is.EqualTo(new[] { "bridge" }));
            Assert.That(again.Report.Restored, Is.EqualTo(new[] { "none", "host" }));
            Assert.That(BridgesOnHost(), Is.EqualTo(before));
        });
        await AssertConvergedAsync(again, "none", "host", "bridge");
    }

    [Test]
    public async Task A_restart_with_user_networks_changes_nothing_of_theirs()
    {
        Network web;
        await using (var first = await InitializeAsync())
        {
            web = await first.CreateNetworkAsync(Bridge("web", "10.80.0.0/24") with { EnableIPv6 = true });
        }

        var before = BridgesOnHost();
        await using var again = await InitializeAsync();

        var restored = again.GetNetwork("web");
        Assert.Multiple(() =>
        {
            Assert.That(restored.Record, Is.EqualTo(web.Record));
            Assert.That(BridgesOnHost(), Is.EqualTo(before));
            Assert.That(again.Report.Changes.Where(change => change.Contains(web.LinkName!, StringComparison.Ordinal)), Is.Empty);
        });
        await AssertConvergedAsync(again, "none", "host", "bridge", "web");
    }

    [Test]
    public async Task After_a_reboot_every_network_is_real_again_with_its_own_id_subnet_and_link()
    {
        StoredNetwork web;
        await using (var first = await InitializeAsync())
        {
            web = (await first.CreateNetworkAsync(Bridge("web") with { EnableIPv6 = true })).Record;
        }

        // A kernel that has just booted: another namespace, the same state directory.
        var rebooted = NewNamespace("rebooted");
        await using var again = await InitializeAsync(options: Options with { HostNamespacePath = rebooted.Path });

        Assert.Multiple(() =>
        {
            Assert.That(again.GetNetwork("web").Record, Is.EqualTo(web));
            Assert.That(rebooted.Run($"ip address show dev {again.GetNetwork("web").LinkName}"), Does.Contain(web.Pools[0].Gateway.ToString()).And.Contain(web.Pools[1].Gateway.ToString()));
            Assert.That(rebooted.Run("iptables-save"), Does.Contain(web.Id.Short));
        });
        Assert.That(await again.CheckAsync(), Is.Empty);
    }

    [Test]
    public async Task Active_sandboxes_keep_the_default_bridge_as_it_was()
    {
        NetworkId bridge;
        await using (var first = await InitializeAsync())
        {
            bridge = first.GetNetwork("bridge").Id;
        }

        await using var again = await InitializeAsync(options: Options with
        {
            ActiveSandboxes = ["alive"],
            DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.99.0.1/24") },
        });

        Assert.Multiple(() =>
        {
            Assert.That(again.Report.DefaultNetworksKept);
            Assert.That(again.GetNetwork("bridge").Id, Is.EqualTo(bridge));
            Assert.That(BridgesOnHost().Single().Value, Does.Contain("172.17.0.1/24"));
        });
    }

    [Test]
    public async Task A_default_bridge_that_is_switched_off_goes_with_its_link_and_rules()
    {
        await (await InitializeAsync()).DisposeAsync();

        await using var off = await InitializeAsync(options: Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } });

        Assert.That(off.Report.Deleted, Is.EqualTo(new[] { "bridge" }));
        await AssertConvergedAsync(off, "none", "host");
    }

    [Test]
    public async Task A_network_whose_link_name_is_taken_is_degraded_and_kept_and_the_start_goes_on()
    {
        string link;
        await using (var first = await InitializeAsync())
        {
            link = (await first.CreateNetworkAsync(Bridge("web"))).LinkName!;
        }

        Host.Run($"ip link del {link} && ip link add {link} type veth peer name other");
        await using (var again = await InitializeAsync())
        {
            Assert.That(again.Report.Degraded.Single().Name, Is.EqualTo("web"));
            Assert.That(again.Report.Degraded.Single().Reason, Does.Contain(link));
            Assert.That(again.GetNetwork("web").Record.State, Is.EqualTo(RecordState.Degraded));
            Assert.That(await again.CheckAsync(), Is.Not.Empty);
        }

        // The obstacle goes: the next start restores what was kept.
        Host.Run($"ip link del {link}");
        await using var cured = await InitializeAsync();
        Assert.That(cured.Report.Degraded, Is.Empty);
        await AssertConvergedAsync(cured, "none", "host", "bridge", "web");
    }

    [Test]
    public async Task A_leftover_of_ours_is_swept_and_a_strangers_bridge_is_not()
    {
        await using (var first = await InitializeAsync())
        {
            Host.Run($"ip link add nc-0123456789ab type bridge && ip link set nc-0123456789ab alias netctl:{first.Instance.Short}:network:{new string('0', 64)}");
            Host.Run("ip link add stranger type bridge && ip link add nc-other type bridge && ip link set nc-other alias netctl:aaaaaaaaaaaa:network:" + new string('1', 64));
        }

        await using var again = await InitializeAsync();

        Assert.That(again.Report.Leftovers, Is.EqualTo(new[] { "link nc-0123456789ab" }));
        Assert.That(BridgesOnHost().Keys, Is.EquivalentTo(new[] { "netctl0", "stranger", "nc-other" }));
    }
}
