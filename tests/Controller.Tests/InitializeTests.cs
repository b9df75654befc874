using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class InitializeTests
{
    [Test]
    public async Task A_fresh_machine_gets_none_host_and_bridge()
    {
        var bed = new Testbed();

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        var report = controller.Report;
        Assert.That(report.Created, Is.EqualTo(new[] { "none", "host", "bridge" }));
        Assert.That((report.Restored.Length, report.Refreshed.Length, report.Deleted.Length, report.Degraded.Length), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(report.Changes, Is.EqualTo(new[]
        {
            "ip link add netctl0", "ip address add 172.17.0.1/24 dev netctl0", $"sysctl -w {ControllerServices.ForwardingIPv4}=1", "fakefw apply",
        }));
    }

    [Test]
    public async Task The_steps_come_in_order_and_each_has_a_time()
    {
        var report = await new Testbed().StartOnceAsync();

        Assert.That(report.Steps.Select(static step => step.Step), Is.EqualTo(new[]
        {
            "open the store", "register drivers and IPAM", "load networks", "load sandboxes", "finish or undo interrupted operations", "reserve stored subnets",
            "remove stale sandboxes", "restore networks", "restore sandboxes", "set up default networks", "sweep leftovers",
        }));
        Assert.That(report.Steps.Select(static step => step.Elapsed), Is.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_second_start_keeps_none_and_host_and_refreshes_the_bridge_on_the_same_link()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var (none, host, bridge, link) = (bed.Machine.Stored("none"), bed.Machine.Stored("host"), bed.Machine.Stored("bridge"), bed.Machine.Links["netctl0"]);

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        Assert.That((bed.Machine.Stored("none"), bed.Machine.Stored("host")), Is.EqualTo((none, host)));
        Assert.That(controller.GetNetwork("bridge").Id, Is.Not.EqualTo(bridge.Id), "a fresh network");
        Assert.That(controller.GetNetwork("bridge").Record.Pools, Is.EqualTo(bridge.Pools), "the same subnet");
        var now = bed.Machine.Links["netctl0"];
        Assert.That((now.Index, now.Addresses), Is.EqualTo((link.Index, link.Addresses)), "the same link");
    }

    [Test]
    public async Task A_second_start_reports_no_change_but_the_refreshed_bridge()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"));

        var report = await bed.StartOnceAsync();

        Assert.That(report.Refreshed, Is.EqualTo(new[] { "bridge" }));
        Assert.That(report.Restored, Is.EquivalentTo(new[] { "none", "host", "web" }));
        Assert.That(report.Changes, Is.EqualTo(new[] { $"ip link set netctl0 alias {bed.Machine.Links["netctl0"].Tag}", "fakefw apply" }));
        Assert.That(report.Created.Concat(report.Deleted).Concat(report.Leftovers).Concat(report.Warnings).Concat(report.Unfinished), Is.Empty);
    }

    [Test]
    public async Task User_networks_survive_with_the_same_record_and_link()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"), Testbed.Bridge("db", link: "br-db"));
        var (records, link) = ((bed.Machine.Stored("web"), bed.Machine.Stored("db")), bed.Machine.Links["br-db"]);

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none", "web");
        Assert.That((controller.GetNetwork("web").Record, controller.GetNetwork("db").Record), Is.EqualTo(records));
        Assert.That(bed.Machine.Links["br-db"], Is.EqualTo(link));
    }

    [Test]
    public async Task After_a_reboot_everything_is_made_again_as_it_was()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"), Testbed.Bridge("db"));
        var records = (bed.Machine.Stored("web"), bed.Machine.Stored("db"));
        bed.Machine.Reboot("boot-2");

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none", "web");
        Assert.That((controller.GetNetwork("web").Record, controller.GetNetwork("db").Record), Is.EqualTo(records));
        Assert.That(bed.Machine.Sysctls[ControllerServices.ForwardingIPv4], Is.EqualTo("1"));
    }

    [Test]
    public async Task Active_sandboxes_leave_the_default_networks_as_they_are()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var before = bed.Machine.Describe();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1"], DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24") } };

        await using var controller = await bed.InitializeAsync();

        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
        Assert.That((controller.Report.DefaultNetworksKept, controller.Report.ActiveSandboxes), Is.EqualTo((true, bed.Options.ActiveSandboxes)));
        Assert.That(controller.Report.Restored, Does.Contain("bridge"));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Active_sandboxes_keep_a_bridge_that_is_switched_off_now()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1"], DefaultBridge = new DefaultBridgeOptions { Enabled = false } };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Active_sandboxes_have_a_bridge_that_lost_its_link_restored()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var bridge = bed.Machine.Stored("bridge");
        bed.Machine.Reboot("boot-2");
        bed.Options = bed.Options with { ActiveSandboxes = ["c1"] };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        Assert.That(controller.GetNetwork("bridge").Record, Is.EqualTo(bridge));
    }

    [Test]
    public async Task A_fresh_machine_with_active_sandboxes_gets_no_default_network()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { ActiveSandboxes = ["c1"] };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller);
    }

    [Test]
    public async Task Without_a_default_bridge_the_stale_one_goes_with_its_link()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "host", "none");
        Assert.That(controller.Report.Deleted, Is.EqualTo(new[] { "bridge" }));
        Assert.That(controller.Report.Changes, Does.Contain("ip link delete netctl0"));
        Assert.That(controller.Report.HostGateways, Is.Empty);
    }

    [Test]
    public async Task A_default_link_that_cannot_be_removed_is_a_warning()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } };
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link delete", StringComparison.Ordinal) ? new IOException("device busy") : null;

        var report = await bed.StartOnceAsync();

        Assert.That(report.Warnings, Has.Exactly(1).Contains("the default bridge's link could not be removed").And.Contains("device busy"));
        Assert.That(report.Warnings, Has.Exactly(1).Contains("leftovers could not all be removed"));
    }

    [Test]
    public async Task A_bridge_under_another_link_name_takes_the_subnet_along_and_the_old_link_goes()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { LinkName = "br9" } };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        Assert.That(bed.Machine.Links.Keys, Is.EqualTo(new[] { "br9" }));
        Assert.That(controller.Report.Leftovers, Is.EqualTo(new[] { "link netctl0" }));
    }

    [Test]
    public async Task A_new_address_of_the_bridge_replaces_the_old_one_on_the_same_link()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var index = bed.Machine.Links["netctl0"].Index;
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.7/24") } };

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        Assert.That(bed.Machine.Links["netctl0"].Addresses.Items.Single().ToString(), Is.EqualTo("10.9.0.7/24"));
        Assert.That(bed.Machine.Links["netctl0"].Index, Is.EqualTo(index));
        Assert.That(controller.Report.HostGateways.Single().ToString(), Is.EqualTo("10.9.0.7"));
    }

    [Test]
    public async Task With_pools_configured_an_address_outside_them_left_on_the_link_does_not_decide()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Options = bed.Options with { AddressPools = [Ipam.AddressPoolTemplate.Parse("base=10.50.0.0/16,size=24")] };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.GetNetwork("bridge").Record.Pools[0].Subnet.ToString(), Is.EqualTo("10.50.0.0/24"));
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Configured_host_gateways_win_over_the_bridges_own()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { HostGatewayAddresses = [AddressText.Parse("192.0.2.1")] };

        var report = await bed.StartOnceAsync();

        Assert.That(report.HostGateways, Is.EqualTo(bed.Options.HostGatewayAddresses));
    }

    [Test]
    public async Task What_the_default_bridge_could_not_follow_is_a_warning()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { HostBinding = AddressText.Parse("192.0.2.1") } };

        var report = await bed.StartOnceAsync();

        Assert.That(report.Warnings, Is.EqualTo(new[] { "the fake bridge binds nothing" }));
    }

    [Test]
    public async Task Leftovers_with_our_tag_are_swept_and_foreign_links_are_not()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var ours = OwnerTag.OfNetwork(bed.Machine.Disk!.Instance, NetworkId.New(RandomSource.Secure)).ToString();
        var others = OwnerTag.OfNetwork(InstanceId.New(RandomSource.Secure), NetworkId.New(RandomSource.Secure)).ToString();
        bed.Machine.AddLink("nc-left", ours);
        bed.Machine.AddLink("nc-other", others);
        bed.Machine.AddLink("eth0", null, InterfaceAddress.Parse("192.0.2.2/24"));

        var report = await bed.StartOnceAsync();

        Assert.That(report.Leftovers, Is.EqualTo(new[] { "link nc-left" }));
        Assert.That(bed.Machine.Links.Keys, Is.EqualTo(new[] { "eth0", "nc-other", "netctl0" }));
    }

    [TestCase(RecordState.Creating)]
    [TestCase(RecordState.Deleting)]
    public async Task An_unfinished_network_is_removed_and_reported(RecordState state)
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"), Testbed.Bridge("db"));
        bed.Machine.Rewrite("web", record => record with { State = state });

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "db", "host", "none");
        Assert.That(controller.Report.Unfinished, Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public async Task An_unfinished_network_that_cannot_be_removed_is_kept_as_such_and_goes_at_the_next_start()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        bed.Machine.Rewrite("web", static record => record with { State = RecordState.Deleting });
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link delete", StringComparison.Ordinal) ? new IOException("device busy") : null;

        var report = await bed.StartOnceAsync();

        Assert.That(report.Warnings, Has.Exactly(1).Contains("network 'web' was left unfinished").And.Contains("device busy"));
        Assert.That(bed.Machine.Stored("web").State, Is.EqualTo(RecordState.Deleting));
        bed.Machine.Refuse = null;
        await using var controller = await bed.InitializeAsync();
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Disposing_a_controller_closes_every_part_and_leaves_the_networks()
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        var before = bed.Machine.Describe();

        await controller.DisposeAsync();

        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
    }
}
