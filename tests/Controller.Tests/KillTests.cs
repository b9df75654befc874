using NetController.Controller.Tests.Fakes;

namespace NetController.Controller.Tests;

/// <summary>
/// The process dies at each step of each operation: nothing is undone, the disk holds what was committed and the kernel what was done.
/// The next process brings both to exactly the networks that were acknowledged.
/// </summary>
[TestFixture]
internal sealed class KillTests
{
    public enum Next
    {
        Initialize,
        Open,
    }

    [Test]
    public async Task Killed_in_a_creation_the_network_was_never_there([Values] Next next) => await KillEverywhereAsync(
        next,
        PreparedAsync,
        static controller => controller.CreateNetworkAsync(Testbed.Bridge("web")).AsTask(),
        static (_, _) => ["a", "b", "bridge", "host", "none"]);

    [Test]
    public async Task Killed_in_a_deletion_the_network_goes_once_that_is_recorded([Values] Next next) => await KillEverywhereAsync(
        next,
        PreparedAsync,
        static controller => controller.DeleteNetworkAsync(controller.GetNetwork("b")).AsTask(),
        static (k, _) => k == 1 ? ["a", "b", "bridge", "host", "none"] : ["a", "bridge", "host", "none"]);

    [Test]
    public async Task Killed_in_a_first_start_the_next_process_begins_where_it_ended([Values] Next next) => await KillEverywhereAsync(
        next,
        static () => Task.FromResult(new Testbed()),
        act: null,
        (_, dead) => next == Next.Initialize ? ["bridge", "host", "none"] : [.. Active(dead)]);

    [Test]
    public async Task Killed_in_a_refresh_there_is_still_a_default_bridge([Values] Next next) => await KillEverywhereAsync(
        next,
        async () =>
        {
            var bed = await PreparedAsync();
            bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24"), Mtu = 1400 } };
            return bed;
        },
        act: null,
        static (_, _) => ["a", "b", "bridge", "host", "none"]);

    [Test]
    public async Task Killed_while_the_bridge_is_switched_off_it_goes_once_that_is_recorded([Values] Next next) => await KillEverywhereAsync(
        next,
        async () =>
        {
            var bed = await PreparedAsync();
            bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } };
            return bed;
        },
        act: null,
        (_, dead) => next == Next.Initialize || !Active(dead).Contains("bridge") ? ["a", "b", "host", "none"] : ["a", "b", "bridge", "host", "none"],
        settle: RepairAsync);

    [Test]
    public async Task Killed_in_a_start_after_a_reboot_the_next_start_makes_everything() => await KillEverywhereAsync(
        Next.Initialize,
        async () =>
        {
            var bed = await PreparedAsync();
            bed.Machine.Reboot("boot-2");
            return bed;
        },
        act: null,
        static (_, _) => ["a", "b", "bridge", "host", "none"]);

    [Test]
    public async Task Killed_while_it_cleans_up_after_another_death_it_is_cleaned_up_all_the_same([Values] Next next)
    {
        static async Task<Testbed> DiedInARefreshAsync()
        {
            var bed = await PreparedAsync();
            bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24") } };
            await DieAsync(bed, step => step.Step == "record the fresh default bridge in place of the stale one", act: null);
            return bed;
        }

        await KillEverywhereAsync(next, DiedInARefreshAsync, act: null, static (_, _) => ["a", "b", "bridge", "host", "none"], openFirst: next == Next.Open, settle: RepairAsync);
    }

    [Test]
    public async Task Killed_in_a_refresh_a_start_with_active_sandboxes_restores_the_old_bridge()
    {
        for (var k = 1; ; k++)
        {
            var bed = await PreparedAsync();
            var old = bed.Machine.Stored("bridge");
            bed.Options = bed.Options with { DefaultBridge = new DefaultBridgeOptions { AddressIPv4 = InterfaceAddress.Parse("10.9.0.1/24") } };
            var step = await DieAsync(bed, _ => bed.Steps.Steps.Count == k, act: null);
            if (step is null)
            {
                Assert.That(k, Is.GreaterThan(10));
                return;
            }

            bed.Options = bed.Options with { ActiveSandboxes = ["c1"] };
            await using var controller = await bed.InitializeAsync();

            Assert.That(controller.GetNetwork("bridge").Record, Is.EqualTo(old), $"killed at {step}");
            Assert.That(bed.Machine.Links["netctl0"].Addresses.Items.Single().ToString(), Is.EqualTo("172.17.0.1/24"), $"killed at {step}");
            await bed.AssertConvergedAsync(controller, "a", "b", "bridge", "host", "none");
        }
    }

    private static async Task<Testbed> PreparedAsync()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("a"), Testbed.Bridge("b", "10.5.0.0/24", "br-b"));
        return bed;
    }

    /// <summary>For deaths whose last traces no record tells of: opening leaves them, and check and gc know them.</summary>
    private static async Task RepairAsync(NetworkController controller)
    {
        Assert.That((await controller.RepairAsync()).Failures, Is.Empty);
        await controller.RemoveLeftoversAsync();
    }

    private static IEnumerable<string> Active(FakeMachine machine) =>
        machine.Disk!.Networks.Values.Where(static record => record.State == State.RecordState.Active).Select(static record => record.Name);

    /// <summary>
    /// Dies at step 1, 2, … of <paramref name="act"/>, or of the start itself where that is null, until the operation runs to its end;
    /// each time the next process must hold what <paramref name="expected"/> says of the step and the dead process's machine.
    /// </summary>
    private static async Task KillEverywhereAsync(
        Next next, Func<Task<Testbed>> prepare, Func<NetworkController, Task>? act, Func<int, FakeMachine, string[]> expected, bool openFirst = false,
        Func<NetworkController, Task>? settle = null)
    {
        for (var k = 1; ; k++)
        {
            var bed = await prepare();
            var step = await DieAsync(bed, _ => bed.Steps.Steps.Count == k, act, openFirst);
            if (step is null)
            {
                Assert.That(k, Is.GreaterThan(3), "every operation has steps to die at");
                return;
            }

            var names = expected(k, bed.Machine.Survivor());
            await using var controller = next == Next.Initialize ? await bed.InitializeAsync() : await bed.OpenAsync();
            try
            {
                await (settle is not null && next == Next.Open ? settle(controller) : Task.CompletedTask);
                await bed.AssertConvergedAsync(controller, names);
            }
            catch (Exception failure) when (failure is AssertionException or MultipleAssertException)
            {
                throw new AssertionException($"killed at step {k}, {step}:\n{failure.Message}\n{string.Join('\n', bed.Machine.Describe())}", failure);
            }
        }
    }

    /// <summary>Runs until the step, and leaves the testbed with the machine as it was just before it; null where the step never came.</summary>
    private static async Task<OperationStep?> DieAsync(Testbed bed, Func<OperationStep, bool> at, Func<NetworkController, Task>? act, bool openFirst = false)
    {
        FakeMachine? survivor = null;
        OperationStep? died = null;
        void Watch(OperationStep step)
        {
            if (survivor is null && at(step))
            {
                (survivor, died) = (bed.Machine.Survivor(), step);
                throw new ResourceUnavailableException("killed", "start again");
            }
        }

        if (act is null)
        {
            bed.Steps.Watch(Watch);
        }

        try
        {
            await using var controller = openFirst ? await bed.OpenAsync() : await bed.InitializeAsync();
            if (act is not null)
            {
                bed.Steps.Watch(Watch);
                await act(controller);
            }
        }
        catch (NetControllerException) when (survivor is not null)
        {
            // Only what the survivor holds outlives the process; its undoing happened on a machine that nobody looks at again.
        }

        bed.Steps.Arm();
        bed.Machine = survivor ?? bed.Machine;
        return died;
    }
}
