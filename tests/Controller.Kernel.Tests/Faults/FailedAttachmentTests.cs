using NetController.Firewall;

namespace NetController.Controller.Kernel.Tests;

/// <summary>
/// Every step, every system call that changes something and every run of a firewall program is failed once, in each operation on networks,
/// sandboxes and endpoints: nothing is left of one that failed, and the same call then succeeds.
/// </summary>
[TestFixture(FirewallBackend.Iptables)]
[TestFixture(FirewallBackend.Nftables)]
[Category("Exhaustive")]
public sealed class FailedAttachmentTests : FaultTest
{
    private const int NoMemory = 12;

    private IptablesStandIn? _iptables;

    public FailedAttachmentTests(FirewallBackend backend) => Backend = backend;

    [SetUp]
    public void StandInFront() => _iptables = Backend is FirewallBackend.Iptables ? new IptablesStandIn(State) : null;

    [TearDown]
    public void StandAside() => _iptables?.Dispose();

    [Test]
    public async Task An_attachment_that_fails_anywhere_leaves_nothing_and_succeeds_when_asked_again()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailCreationEverywhereAsync(controller, Attachment);
    }

    [Test]
    public async Task A_detachment_that_fails_anywhere_is_finished_by_the_same_call()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailDeletionEverywhereAsync(controller, Attachment);
    }

    [Test]
    public async Task A_reserved_endpoint_whose_joining_fails_anywhere_stays_reserved_and_joins_when_asked_again()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await controller.CreateEndpointAsync(controller.GetNetwork("web"), Published with { Name = "kept" });
        await FailCreationEverywhereAsync(controller, Membership);
    }

    [Test]
    public async Task A_reserved_endpoint_whose_leaving_fails_anywhere_is_reserved_again_after_the_same_call()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await controller.CreateEndpointAsync(controller.GetNetwork("web"), Published with { Name = "kept" });
        await FailDeletionEverywhereAsync(controller, Membership);
    }

    [Test]
    public async Task A_sandbox_whose_creation_fails_anywhere_leaves_nothing_and_is_created_when_asked_again()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailCreationEverywhereAsync(controller, EmptySandbox);
    }

    [Test]
    public async Task A_sandbox_whose_deletion_fails_anywhere_is_gone_after_the_same_call_with_all_it_had()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailDeletionEverywhereAsync(controller, ConnectedSandbox);
    }

    [Test]
    public async Task A_network_whose_creation_fails_anywhere_leaves_nothing_and_is_created_when_asked_again()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailCreationEverywhereAsync(controller, NewNetwork);
    }

    [Test]
    public async Task A_network_whose_deletion_fails_anywhere_is_gone_after_the_same_call()
    {
        await using var controller = await PrepareAsync(new FailingStepOfMany());
        await FailDeletionEverywhereAsync(controller, NewNetwork);
    }

    private async Task FailCreationEverywhereAsync(NetworkController controller, Subject subject)
    {
        var absent = World(controller);
        await EverywhereAsync(subject.CreationPoints, subject.HasRules, async fault =>
        {
            fault.Arm();
            var failed = await FailsAsync(() => subject.MakeAsync(controller));
            var reached = fault.Disarm();
            if (failed)
            {
                Assert.That(World(controller), Is.EqualTo(absent), $"after a failure of {fault.Name}");
                await subject.MakeAsync(controller);
            }

            await AssertWholeAsync(controller, $"after a failure of {fault.Name}");
            await subject.TakeAsync(controller);
            Assert.That(World(controller), Is.EqualTo(absent), $"made in spite of a failure of {fault.Name} and taken away");
            return reached;
        });
    }

    private async Task FailDeletionEverywhereAsync(NetworkController controller, Subject subject)
    {
        var absent = World(controller);
        await EverywhereAsync(subject.DeletionPoints, subject.HasRules, async fault =>
        {
            await subject.MakeAsync(controller);
            fault.Arm();
            var failed = await FailsAsync(() => subject.TakeAsync(controller));
            var reached = fault.Disarm();
            if (failed)
            {
                await subject.TakeAsync(controller);
            }

            await AssertWholeAsync(controller, $"after a failure of {fault.Name}");
            Assert.That(World(controller), Is.EqualTo(absent), $"after a failure of {fault.Name}");
            return reached;
        });
    }

    /// <summary>One fault after another, until an operation comes to an end without reaching it.</summary>
    private async Task EverywhereAsync(int atLeast, bool hasRules, Func<Fault, Task<bool>> round)
    {
        var point = 0;
        do
        {
            point++;
        }
        while (await round(new Fault($"point {point}", () => Faults.Arm(point, NoMemory), () => Faults.Disarm() >= point)));

        Assert.That(point, Is.GreaterThan(atLeast), "points of failure");
        foreach (var program in _iptables is not null && hasRules ? IptablesStandIn.Programs : [])
        {
            var reached = await round(new Fault(program, () => _iptables!.Arm(program, "fail"), () => !_iptables!.Disarm(program, "fail")));
            Assert.That(reached, $"{program} is run");
        }
    }

    private static async Task<bool> FailsAsync(Func<Task> operation)
    {
        try
        {
            await operation();
            return false;
        }
        catch (NetControllerException failure)
        {
            Assert.That(failure.RollbackFailures, Is.Empty);
            return true;
        }
    }

    /// <summary>Something that goes wrong once.</summary>
    private sealed record Fault(string Name, Action Arm, Func<bool> Disarm);

    /// <summary>Fails the step that the fault line says.</summary>
    private sealed class FailingStepOfMany : IStepObserver
    {
        public void OnStep(OperationStep step)
        {
            if (Faults.Reach())
            {
                throw new ResourceUnavailableException($"injected failure before {step.Step}", "try again");
            }
        }
    }
}
