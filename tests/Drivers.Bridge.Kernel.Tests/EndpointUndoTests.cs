using NetController.TestSupport;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>Every step of every kind of attachment is failed once, and host and sandbox compared with what they held before.</summary>
public sealed class EndpointUndoTests : EndpointKernelTest
{
    private static readonly NetworkPlan Apart = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16");

    private static readonly TestCaseData[] Situations =
    [
        new TestCaseData(false, "true", 1).SetName("A failed attachment leaves nothing"),
        new TestCaseData(
            true,
            "ip link add name other type bridge; ip link set dev NEAR down alias mine mtu 1400; ip link set dev NEAR master other; ip link set dev NEAR type bridge_slave hairpin on isolated on",
            5).SetName("A failed repair leaves what was there"),
        new TestCaseData(true, "ip link set dev NEAR type bridge_slave hairpin on isolated off", 2).SetName("A failed repair of a port leaves its settings"),
    ];

    [TestCaseSource(nameof(Situations))]
    public async Task Each_step_is_undone(bool isAttached, string damage, int leastSteps)
    {
        var sandbox = NewNamespace();
        var plan = Endpoint(1, Apart, sandbox);
        await Ensure(Apart);
        if (isAttached)
        {
            await Ensure(plan);
        }

        Host.Run(damage.Replace("NEAR", Near(1), StringComparison.Ordinal));
        if (isAttached)
        {
            sandbox.Run("ip link set dev eth0 address 02:00:00:00:00:99");
        }

        var before = State(sandbox);
        var steps = 0;
        for (var failAt = 1; await Fails(plan, failAt); failAt++)
        {
            steps = failAt;
            Assert.That(State(sandbox), Is.EqualTo(before), $"after failing step {failAt}");
        }

        Assert.That(steps, Is.AtLeast(leastSteps));
        Assert.That(await Check(plan), Is.Empty);
    }

    private async Task<bool> Fails(EndpointPlan plan, int failAt)
    {
        try
        {
            await Ensure(plan, new StepRecorder(failAt));
            return false;
        }
        catch (OperationFailedException failure) when (failure.InnerException is StepFailed)
        {
            Assert.That(failure.RollbackFailures, Is.Empty, $"undo of step {failAt}");
            return true;
        }
    }

    /// <summary>All but addresses and routes, which the kernel makes of its own in its own time.</summary>
    private string State(TestNamespace sandbox) => string.Join('\n', Lines(Host).Concat(Lines(sandbox)).Append(Ports()));

    private static IEnumerable<string> Lines(TestNamespace of) => KernelSnapshot.Capture(of.Namespace).Lines
        .Where(static line => line.StartsWith("link ", StringComparison.Ordinal) || line.StartsWith("sysctl ", StringComparison.Ordinal));

    private string Ports() => string.Join('\n', Host.Run("bridge -d link show").Split('\n').Where(static line => line.Contains("isolated", StringComparison.Ordinal)));
}
