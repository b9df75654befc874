using NetController.Controller.Tests.Fakes;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>What ends a start, and that the machine is then as it was.</summary>
[TestFixture]
internal sealed class FatalStartTests
{
    private static readonly TestCaseData[] BadOptions =
    [
        new TestCaseData(new NetworkControllerOptions { StateDirectory = "state" }, "the state directory 'state' is not an absolute path").SetArgDisplayNames("relative state directory"),
        new TestCaseData(new NetworkControllerOptions { RunDirectory = "run" }, "the run directory 'run' is not an absolute path").SetArgDisplayNames("relative run directory"),
        new TestCaseData(new NetworkControllerOptions { ActiveSandboxes = [" "] }, "an active sandbox is named by an empty text").SetArgDisplayNames("nameless sandbox"),
        new TestCaseData(new NetworkControllerOptions { DefaultBridge = new DefaultBridgeOptions { Mtu = 1 } }, "mtu 1 is outside 68–65535").SetArgDisplayNames("mtu out of range"),
        new TestCaseData(
            new NetworkControllerOptions
            {
                AddressPools = [Ipam.AddressPoolTemplate.Parse("base=10.0.0.0/8,size=24"), Ipam.AddressPoolTemplate.Parse("base=10.1.0.0/16,size=24")],
            },
            "address pools 10.0.0.0/8 and 10.1.0.0/16 overlap").SetArgDisplayNames("overlapping pools"),
    ];

    [TestCaseSource(nameof(BadOptions))]
    public async Task Options_that_contradict_themselves_are_refused_before_anything_is_opened(NetworkControllerOptions options, string problem)
    {
        var bed = new Testbed { Options = options };

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Problems, Is.EqualTo(new[] { problem }));
        Assert.That(failure.Remedy, Is.EqualTo("correct the options; nothing was changed"));
        Assert.That((bed.Machine.Disk, bed.Machine.Effects.Count), Is.EqualTo(((StateContent?)null, 0)));
        await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.OpenAsync());
    }

    [Test]
    public async Task Pools_overlap_also_where_another_pool_stands_between_them()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with
        {
            AddressPools = [.. new[] { "base=10.0.0.0/8,size=24", "base=10.0.0.0/16,size=24", "base=10.200.0.0/16,size=24" }.Select(Ipam.AddressPoolTemplate.Parse)],
        };

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Problems, Has.Some.EqualTo("address pools 10.0.0.0/8 and 10.200.0.0/16 overlap"));
    }

    [Test]
    public async Task A_default_bridge_that_cannot_be_set_up_is_fatal_and_leaves_the_old_one()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"));
        var before = bed.Machine.Describe();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24") } };
        bed.Machine.Refuse = static effect => effect.StartsWith("ip address add 10.9.0.1", StringComparison.Ordinal) ? new IOException("no buffer space") : null;

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Message, Is.EqualTo("set up the default bridge failed: no buffer space"));
        Assert.That(failure.RollbackFailures, Is.Empty);
        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_firewall_that_fails_is_fatal()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"));
        var before = bed.Machine.Describe();
        bed.Machine.Refuse = static effect => effect == FakeFirewall.Transaction ? new ResourceUnavailableException("iptables is locked", "wait") : null;

        await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await bed.InitializeAsync());

        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
        Assert.That(bed.Machine.OpenParts, Is.Zero);
    }

    [Test]
    public async Task A_stale_bridge_that_a_reserved_endpoint_holds_is_fatal_and_kept()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var endpoint = Stored.Endpoint(bed.Machine, "bridge", "172.17.0.9/24", sandbox: null);
        var before = bed.Machine.Describe();

        var failure = await Assert.ThrowsAsync<NetworkInUseException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Endpoints, Is.EqualTo(new[] { endpoint.Id }));
        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_user_network_that_holds_the_default_link_is_named()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", link: "br-web"));
        var before = bed.Machine.Describe();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { LinkName = "br-web" } };

        var failure = await Assert.ThrowsAsync<ResourceConflictException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Message, Does.Contain("link 'br-web' is used by network 'web'"));
        Assert.That(bed.Machine.Describe(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_store_that_another_process_has_open_ends_the_start_and_closes_what_was_opened()
    {
        var bed = new Testbed();
        await using var first = await bed.InitializeAsync();
        var open = bed.Machine.OpenParts;

        await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await bed.InitializeAsync());

        Assert.That(bed.Machine.OpenParts, Is.EqualTo(open));
    }

    [Test]
    public async Task Two_drivers_of_one_name_are_refused_and_everything_is_closed()
    {
        var bed = new Testbed();
        bed.MoreDrivers = [context => new FakeBridgeDriver(bed.Machine, context)];

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Message, Does.Contain("driver 'bridge'"));
        Assert.That(bed.Machine.OpenParts, Is.Zero);
    }

    [Test]
    public async Task Two_IPAM_drivers_of_one_name_are_refused_and_everything_is_closed()
    {
        var bed = new Testbed();
        bed.MoreIpamDrivers = [bed.CreateIpam];

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Message, Does.Contain("IPAM driver 'default'"));
        Assert.That(bed.Machine.OpenParts, Is.Zero);
    }

    [Test]
    public async Task Where_the_default_bridge_cannot_be_set_up_the_restored_networks_have_their_rules_all_the_same()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", link: "br-web"));
        bed.Machine.Reboot("boot-2");
        bed.Machine.Refuse = static effect => effect == "ip link add netctl0" ? new IOException("no memory") : null;

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.RollbackFailures, Is.Empty);
        Assert.That(bed.Machine.Links.Keys, Is.EqualTo(new[] { "br-web" }));
        Assert.That(bed.Machine.Rules.Keys, Does.Contain(bed.Machine.Stored("web").Id));
    }
}
