using NetController.Controller.Tests.Fakes;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>Each step of each operation fails once, or is the caller's last: afterwards everything is as it was before.</summary>
[TestFixture]
internal sealed class FaultTests
{
    [Test]
    public async Task Wherever_a_creation_fails_nothing_is_left_and_the_same_call_then_succeeds()
    {
        var steps = await CountCreateAsync();
        for (var k = 1; k <= steps; k++)
        {
            var bed = new Testbed();
            await using var controller = await bed.InitializeAsync();
            var before = bed.Describe(controller);
            bed.Steps.Arm(k, Fail);

            var failure = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await controller.CreateNetworkAsync(Spec));

            Assert.That(failure!.RollbackFailures, Is.Empty, At(bed, k));
            Assert.That(bed.Describe(controller), Is.EqualTo(before), At(bed, k));
            bed.Steps.Arm();
            await controller.CreateNetworkAsync(Spec);
            await bed.AssertConvergedAsync(controller, "bridge", "host", "none", "web");
        }
    }

    [Test]
    public async Task Wherever_the_first_creation_on_a_host_fails_forwarding_and_its_guard_are_off_again()
    {
        var steps = await CountCreateAsync(withoutBridge: true);
        for (var k = 1; k <= steps; k++)
        {
            var bed = WithoutBridge();
            await using var controller = await bed.InitializeAsync();
            var before = bed.Describe(controller);
            bed.Steps.Arm(k, Fail);

            await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await controller.CreateNetworkAsync(Spec));

            Assert.That(bed.Describe(controller), Is.EqualTo(before), At(bed, k));
            Assert.That(await controller.CheckAsync(), Is.Empty, At(bed, k));
        }
    }

    [Test]
    public async Task Wherever_a_creation_is_cancelled_nothing_is_left()
    {
        var steps = await CountCreateAsync(withoutBridge: true);
        for (var k = 1; k <= steps; k++)
        {
            var bed = WithoutBridge();
            await using var controller = await bed.InitializeAsync();
            var before = bed.Describe(controller);
            using var cancellation = new CancellationTokenSource();
            bed.Steps.Arm(k, _ => cancellation.Cancel());

            await Assert.ThatAsync(
                async () => await controller.CreateNetworkAsync(Spec, cancellation.Token), Throws.InstanceOf<OperationCanceledException>(), At(bed, k));

            Assert.That(bed.Describe(controller), Is.EqualTo(before), At(bed, k));
        }
    }

    [Test]
    public async Task Wherever_a_deletion_fails_the_network_is_kept_as_going_and_the_same_call_then_succeeds()
    {
        var steps = await CountDeleteAsync();
        for (var k = 1; k <= steps; k++)
        {
            var bed = new Testbed();
            await using var controller = await bed.InitializeAsync();
            var before = bed.Describe(controller);
            var web = await controller.CreateNetworkAsync(Spec);
            bed.Steps.Arm(k, Fail);

            await Assert.ThatAsync(async () => await controller.DeleteNetworkAsync(web), Throws.InstanceOf<NetControllerException>(), At(bed, k));

            var expected = k == 1 ? RecordState.Active : RecordState.Deleting;
            Assert.That((bed.Machine.Stored("web").State, web.Record.State), Is.EqualTo((expected, expected)), At(bed, k));
            Assert.That(Testbed.Pools(controller).Count(pool => pool.Network == web.Id), Is.EqualTo(2), At(bed, k));
            bed.Steps.Arm();
            await controller.DeleteNetworkAsync(web);
            Assert.That(bed.Describe(controller), Is.EqualTo(before), At(bed, k));
        }
    }

    [Test]
    public async Task A_deletion_can_be_cancelled_until_it_is_recorded_and_not_afterwards()
    {
        var steps = await CountDeleteAsync();
        for (var k = 1; k <= steps; k++)
        {
            var bed = new Testbed();
            await using var controller = await bed.InitializeAsync();
            var without = bed.Describe(controller);
            var web = await controller.CreateNetworkAsync(Spec);
            var with = bed.Describe(controller);
            using var cancellation = new CancellationTokenSource();
            bed.Steps.Arm(k, _ => cancellation.Cancel());

            if (k == 1)
            {
                await Assert.ThatAsync(async () => await controller.DeleteNetworkAsync(web, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            }
            else
            {
                await controller.DeleteNetworkAsync(web, cancellation.Token);
            }

            Assert.That(bed.Describe(controller), Is.EqualTo(k == 1 ? with : without), At(bed, k));
        }
    }

    [Test]
    public async Task Wherever_a_first_start_fails_the_kernel_is_untouched_and_the_next_start_succeeds()
    {
        var steps = await CountInitializeAsync(static () => Task.FromResult(new Testbed()));
        for (var k = 1; k <= steps; k++)
        {
            var bed = new Testbed();
            var kernel = Kernel(bed);
            bed.Steps.Arm(k, Fail);

            await Assert.ThatAsync(async () => await bed.InitializeAsync(), Throws.InstanceOf<NetControllerException>(), At(bed, k));

            Assert.That(Kernel(bed), Is.EqualTo(kernel), At(bed, k));
            Assert.That(bed.Machine.Disk!.Networks.Values.Select(static record => (record.Name, record.State)), Is.SubsetOf(new[] { ("none", RecordState.Active), ("host", RecordState.Active) }), At(bed, k));
            Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)), At(bed, k));
            await AssertNextStartAsync(bed, "bridge", "host", "none");
        }
    }

    [Test]
    public async Task Wherever_a_refresh_fails_the_old_bridge_is_as_it_was_and_the_next_start_succeeds()
    {
        var steps = await CountInitializeAsync(RefreshedAsync);
        for (var k = 1; k <= steps; k++)
        {
            var bed = await RefreshedAsync();
            var before = bed.Machine.Describe();
            bed.Steps.Arm(k, Fail);

            var (controller, failure) = await TryInitializeAsync(bed);

            if (failure is null)
            {
                // What failed was one network's own restore: it is degraded, and repair cures it.
                Assert.That((controller!.Report.Degraded.Length, (await controller.RepairAsync()).Failures.Length), Is.EqualTo((1, 0)).Or.EqualTo((0, 0)), At(bed, k));
                await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
                await controller.DisposeAsync();
            }
            else
            {
                Assert.That(bed.Machine.Describe(), Is.EqualTo(before), At(bed, k));
                Assert.That(bed.Machine.OpenParts, Is.Zero, At(bed, k));
                await AssertNextStartAsync(bed, "a", "b", "bridge", "host", "none");
            }
        }
    }

    [Test]
    public async Task Wherever_a_start_after_a_reboot_fails_every_record_is_kept_and_the_next_start_succeeds()
    {
        var steps = await CountInitializeAsync(RebootedAsync);
        Assert.That(steps, Is.GreaterThanOrEqualTo(19));
        for (var k = 1; k <= steps; k++)
        {
            var bed = await RebootedAsync();
            var ids = bed.Machine.Disk!.Networks.Keys.ToHashSet();
            bed.Steps.Arm(k, Fail);

            var (controller, failure) = await TryInitializeAsync(bed);

            if (failure is null)
            {
                Assert.That((controller!.Report.Degraded.Length, (await controller.RepairAsync()).Failures.Length), Is.EqualTo((1, 0)).Or.EqualTo((0, 0)), At(bed, k));
                await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "c", "host", "none");
                await controller.DisposeAsync();
            }
            else
            {
                Assert.That(bed.Machine.Disk!.Networks.Keys, Is.EquivalentTo(ids), At(bed, k));
                Assert.That(bed.Machine.Links.Keys, Has.None.EqualTo("netctl0"), At(bed, k));
                await AssertNextStartAsync(bed, "a", "b", "bridge", "c", "host", "none");
            }
        }
    }

    [Test]
    public async Task Wherever_a_start_is_cancelled_the_next_one_succeeds()
    {
        var steps = await CountInitializeAsync(RebootedAsync);
        for (var k = 1; k <= steps; k++)
        {
            var bed = await RebootedAsync();
            using var cancellation = new CancellationTokenSource();
            bed.Steps.Arm(k, _ => cancellation.Cancel());

            await Assert.ThatAsync(async () => await bed.InitializeAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>(), At(bed, k));

            Assert.That(bed.Machine.Disk!.Networks.Values.Select(static record => record.State), Is.All.EqualTo(RecordState.Active), At(bed, k));
            Assert.That((bed.Machine.OpenParts, bed.Machine.Links.ContainsKey("netctl0")), Is.EqualTo((0, false)), At(bed, k));
            await AssertNextStartAsync(bed, "a", "b", "bridge", "c", "host", "none");
        }
    }

    [Test]
    public async Task An_undo_that_fails_is_reported_beside_the_cause_and_the_others_still_run()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        bed.Machine.Refuse = static effect =>
            effect == FakeFirewall.Transaction || effect.StartsWith("undo ip address", StringComparison.Ordinal) ? new IOException($"no {effect}") : null;

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));

        Assert.That(failure!.Message, Is.EqualTo("create network 'web' failed: no firewall transaction"));
        Assert.That(failure.RollbackFailures.Single().Message, Does.Contain("undo ip address add"));
        bed.Machine.Refuse = null;
        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    private static NetworkSpec Spec { get; } = Testbed.Bridge("web") with { EnableIPv6 = true };

    private static void Fail(OperationStep step) => throw new ResourceUnavailableException($"refused: {step.Step}", "try again");

    private static string At(Testbed bed, int k) => $"at step {k}: {bed.Steps.Steps.ElementAtOrDefault(k - 1)}";

    private static Testbed WithoutBridge()
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } };
        return bed;
    }

    private static async Task<Testbed> RefreshedAsync()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("a"), Testbed.Bridge("b"));
        bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24"), Mtu = 1400 } };
        return bed;
    }

    private static async Task<Testbed> RebootedAsync()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("a"), Testbed.Bridge("b"), Testbed.Bridge("c"));
        bed.Machine.Reboot("boot-2");
        return bed;
    }

    private static async Task<int> CountCreateAsync(bool withoutBridge = false)
    {
        var bed = withoutBridge ? WithoutBridge() : new Testbed();
        await using var controller = await bed.InitializeAsync();
        bed.Steps.Arm();
        await controller.CreateNetworkAsync(Spec);
        Assert.That(bed.Steps.Steps.Count, Is.EqualTo(withoutBridge ? 10 : 8), string.Join('\n', bed.Steps.Steps));
        return bed.Steps.Steps.Count;
    }

    private static async Task<int> CountDeleteAsync()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Spec);
        bed.Steps.Arm();
        await controller.DeleteNetworkAsync(web);
        Assert.That(bed.Steps.Steps.Count, Is.EqualTo(4), string.Join('\n', bed.Steps.Steps));
        return bed.Steps.Steps.Count;
    }

    private static async Task<int> CountInitializeAsync(Func<Task<Testbed>> prepare)
    {
        var bed = await prepare();
        bed.Steps.Arm();
        await bed.StartOnceAsync();
        Assert.That(bed.Steps.Steps.Count, Is.GreaterThan(8), string.Join('\n', bed.Steps.Steps));
        return bed.Steps.Steps.Count;
    }

    private static async Task<(NetworkController? Controller, NetControllerException? Failure)> TryInitializeAsync(Testbed bed)
    {
        try
        {
            return (await bed.InitializeAsync(), null);
        }
        catch (NetControllerException failure)
        {
            return (null, failure);
        }
    }

    private static async Task AssertNextStartAsync(Testbed bed, params string[] names)
    {
        bed.Steps.Arm();
        await using var controller = await bed.InitializeAsync();
        await bed.AssertConvergedAsync(controller, names);
    }

    private static string[] Kernel(Testbed bed) => [.. bed.Machine.Describe().Where(static line => !line.StartsWith("record", StringComparison.Ordinal))];
}
