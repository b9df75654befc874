using Microsoft.Extensions.Logging.Abstractions;
using NetController.Controller.Tests.Fakes;
using NetController.Firewall;
using NetController.Events;
using NetController.Host;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>Every change of a host's own setting is recorded before it is made, and put back where the operation fails.</summary>
[TestFixture]
internal sealed class HostSettingsTests
{
    private const string Path = ControllerServices.ForwardingIPv4;

    [Test]
    public async Task The_old_value_is_recorded_before_the_new_one_is_written()
    {
        var bed = new Testbed();

        await using var controller = await bed.InitializeAsync();

        var effects = bed.Machine.Effects.ToList();
        var written = effects.IndexOf($"sysctl -w {Path}=1");
        Assert.That(effects[written - 1], Is.EqualTo(FakeStore.Commit));
        var change = controller.HostChanges.Single();
        Assert.That((change.Path, change.OldValue, change.NewValue, change.BootId), Is.EqualTo((Path, "0", "1", "boot-1")));
        Assert.That(controller.Report.HostChanges, Is.EqualTo(controller.HostChanges));
    }

    [Test]
    public async Task A_setting_that_is_right_already_is_neither_written_nor_recorded()
    {
        var bed = new Testbed();
        bed.Machine.SetSysctl(Path, "1");

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.HostChanges, Is.Empty);
        Assert.That(bed.Machine.Effects, Has.None.StartsWith("sysctl"));
        Assert.That(bed.Machine.Guard, Is.EqualTo(new HostPolicy()), "who forwards already needs no guard");
    }

    [Test]
    public async Task The_value_before_our_first_change_of_a_boot_is_the_one_kept()
    {
        var (machine, settings) = await OpenAsync();

        await EnsureAsync(settings, "1");
        await EnsureAsync(settings, "2");

        Assert.That(machine.Disk!.HostChanges[Path].OldValue, Is.EqualTo("0"));
        Assert.That(machine.Disk.HostChanges[Path].NewValue, Is.EqualTo("2"));
    }

    [Test]
    public async Task A_change_of_an_earlier_boot_is_replaced()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Machine.Reboot("boot-2");
        bed.Machine.SetSysctl(Path, "0");

        await bed.StartOnceAsync();

        var change = bed.Machine.Disk!.HostChanges[Path];
        Assert.That((change.OldValue, change.BootId), Is.EqualTo(("0", "boot-2")));
    }

    [Test]
    public async Task A_change_that_a_reboot_undid_is_not_listed_and_needs_no_guard()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        bed.Machine.Reboot("boot-2");
        bed.Machine.SetSysctl(Path, "1");

        await using var controller = await bed.InitializeAsync();

        Assert.That((controller.HostChanges.Length, controller.Report.HostChanges.Length), Is.EqualTo((0, 0)));
        Assert.That(bed.Machine.Guard, Is.EqualTo(new HostPolicy()), "the administrator turned it on this time");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_guard_follows_what_we_turned_on_where_it_is_wanted(bool wanted)
    {
        var bed = new Testbed();
        bed.Options = bed.Options with { GuardForwarding = wanted };

        await bed.StartOnceAsync();

        Assert.That(bed.Machine.Guard, Is.EqualTo(new HostPolicy(GuardIPv4: wanted)));
    }

    [Test]
    public async Task A_failed_operation_puts_the_value_and_the_record_back()
    {
        var (machine, settings) = await OpenAsync();
        await EnsureAsync(settings, "1");
        var before = machine.Describe();

        await Assert.ThatAsync(async () => await EnsureAsync(settings, "2", static () => throw new IOException("later step")), Throws.InstanceOf<OperationFailedException>());

        Assert.That(machine.Describe(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_setting_that_another_operation_came_to_rely_on_is_not_put_back()
    {
        var (machine, settings) = await OpenAsync();

        await Assert.ThatAsync(
            async () => await EnsureAsync(settings, "1", async () =>
            {
                await EnsureAsync(settings, "1");
                throw new IOException("later step");
            }),
            Throws.InstanceOf<OperationFailedException>());

        Assert.That((machine.Sysctls[Path], machine.Disk!.HostChanges[Path].OldValue, settings.Changed(Path)), Is.EqualTo(("1", "0", true)));
    }

    [Test]
    public async Task Parallel_operations_record_one_old_value()
    {
        var (machine, settings) = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => EnsureAsync(settings, "1"))));

        Assert.That(machine.Disk!.HostChanges[Path].OldValue, Is.EqualTo("0"));
        Assert.That(machine.Commits, Is.EqualTo(1));
    }

    [Test]
    public async Task A_setting_that_the_kernel_does_not_have_is_named()
    {
        var (machine, settings) = await OpenAsync();

        var failure = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await UndoLog.RunAsync(
            "test", new OperationContext(NullLogger.Instance), undo => settings.EnsureSysctlAsync("net/ipv7/forward", "1", "a test", undo), CancellationToken.None));

        Assert.That(failure!.Problem, Does.Contain("net/ipv7/forward"));
        Assert.That(machine.Effects, Is.Empty);
    }

    private static async Task<(FakeMachine Machine, HostSettings Settings)> OpenAsync()
    {
        var machine = new FakeMachine();
        var store = await FakeStore.OpenAsync(machine, new StateStoreContext("/fake/state", NullLoggerFactory.Instance));
        return (machine, new HostSettings(store, new FakeHost(machine), TimeProvider.System, new EventJournal(16, TimeProvider.System, RandomSource.Secure), NullLogger.Instance));
    }

    private static async Task EnsureAsync(HostSettings settings, string value, Func<Task>? then = null) => await UndoLog.RunAsync(
        "test",
        new OperationContext(NullLogger.Instance),
        async undo =>
        {
            var changed = await settings.EnsureSysctlAsync(Path, value, "a test", undo);
            await (then?.Invoke() ?? Task.CompletedTask);
            return changed;
        },
        CancellationToken.None);
}
