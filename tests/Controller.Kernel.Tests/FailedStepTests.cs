using NetController.State;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>Every step of every operation is failed once; afterwards kernel, store and IPAM are what they were.</summary>
public sealed class FailedStepTests : ControllerKernelTest
{
    private FailingStep _steps = new();

    [SetUp]
    public void WatchAfresh() => _steps = new FailingStep();

    [Test]
    public async Task A_creation_that_fails_at_any_step_leaves_no_trace_and_succeeds_when_asked_again()
    {
        await using var controller = await InitializeAsync(_steps);
        var spec = Bridge("web", "10.80.0.0/24") with { EnableIPv6 = true };
        // The first IPv6 network turns forwarding on for good; the comparison begins after that.
        await controller.DeleteNetworkAsync(await controller.CreateNetworkAsync(spec));
        var before = KernelSnapshot.Capture(Host.Namespace);
        var pools = Pools(controller);

        var step = 0;
        for (var failed = true; failed; )
        {
            _steps.Reset(++step);
            failed = await FailsAsync(controller, spec);
            if (failed)
            {
                before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
                Assert.That(Pools(controller), Is.EqualTo(pools));
                Assert.That(controller.Networks.Select(static network => network.Name), Has.None.EqualTo("web"));
            }
        }

        Assert.That(step, Is.GreaterThan(6), string.Join('\n', _steps.Seen));
        await AssertConvergedAsync(controller, "none", "host", "bridge", "web");
    }

    [Test]
    public async Task A_deletion_that_fails_at_any_step_is_finished_by_the_same_call()
    {
        await using var controller = await InitializeAsync(_steps);
        var step = 0;
        for (var failed = true; failed; )
        {
            _steps.Reset(0);
            var web = await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
            _steps.Reset(++step);
            failed = await FailsAsync(controller, web);
            if (failed)
            {
                Assert.That(web.Record.State, Is.EqualTo(step == 1 ? RecordState.Active : RecordState.Deleting));
                await controller.DeleteNetworkAsync(web);
            }

            await AssertConvergedAsync(controller, "none", "host", "bridge");
        }

        Assert.That(step, Is.GreaterThan(3), string.Join('\n', _steps.Seen));
    }

    [Test]
    public async Task An_initialisation_that_fails_at_any_step_leaves_what_worked_before_and_the_next_one_succeeds()
    {
        await using (var first = await InitializeAsync())
        {
            await first.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
        }

        var before = BridgesOnHost();
        var step = 0;
        do
        {
            _steps.Reset(++step);
            await TryInitializeAsync();
            Assert.That(BridgesOnHost(), Is.EqualTo(before), $"after step {step}");
            await using var next = await InitializeAsync();
            Assert.That(next.Report.Degraded, Is.Empty);
            await AssertConvergedAsync(next, "none", "host", "bridge", "web");
        }
        while (_steps.Seen.Count >= step);

        Assert.That(step, Is.GreaterThan(6), string.Join('\n', _steps.Seen));
    }

    /// <summary>A failed step may be fatal, or degrade the one network that it was about; either way nothing may be lost.</summary>
    private async Task TryInitializeAsync()
    {
        try
        {
            await using var controller = await InitializeAsync(_steps);
            Assert.That(controller.Networks.Select(static network => network.Name), Is.EquivalentTo(new[] { "none", "host", "bridge", "web" }));
        }
        catch (OperationFailedException failure)
        {
            Assert.That(failure.RollbackFailures, Is.Empty);
        }
        catch (IOException failure)
        {
            Assert.That(failure.Message, Does.StartWith("injected failure"));
        }
    }

    private static async Task<bool> FailsAsync(NetworkController controller, NetworkSpec spec)
    {
        try
        {
            await controller.CreateNetworkAsync(spec);
            return false;
        }
        catch (OperationFailedException failure)
        {
            Assert.That(failure.RollbackFailures, Is.Empty);
            return true;
        }
    }

    private static async Task<bool> FailsAsync(NetworkController controller, Network network)
    {
        try
        {
            await controller.DeleteNetworkAsync(network);
            return false;
        }
        catch (Exception failure) when (failure is OperationFailedException or IOException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Pools(NetworkController controller) =>
        [.. controller.IpamStatus.Values.SelectMany(static status => status.Pools).Select(static pool => $"{pool.Pool.Subnet} {pool.AddressesInUse}")];
}
