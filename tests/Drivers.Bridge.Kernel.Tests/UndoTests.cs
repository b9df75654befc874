using NetController.TestSupport;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>Every step of every kind of ensure is failed once, and the kernel compared with what it held before.</summary>
public sealed class UndoTests : BridgeKernelTest
{
    private static readonly TestCaseData[] Situations =
    [
        new TestCaseData(Plan(1, null, "172.20.0.1/16", "fd00:5::1/64"), "true", 8).SetName("A failed creation leaves nothing"),
        new TestCaseData(Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"), "true", 4).SetName("A failed creation under a chosen name leaves nothing"),
        new TestCaseData(
            Plan(1, new BridgeNetworkOptions { LinkName = "br-web", Mtu = 1400 }, "172.20.0.1/16", "fd00:5::1/64"),
            "ip link add name br-web type bridge; ip address add 172.20.0.9/16 brd + dev br-web; ip address add fd00:5::1/128 dev br-web nodad;"
            + "ip address add fd00:9::1/64 dev br-web nodad",
            9).SetName("A failed adoption leaves the administrator's bridge as it was"),
        new TestCaseData(
            Plan(1, new BridgeNetworkOptions { LinkName = "netctl0", IsDefaultBridge = true }, "172.17.0.1/16"),
            "ip link add name netctl0 type bridge; ip link set dev netctl0 alias netctl:bbbbbbbbbbbb:network:1234;"
            + "ip address add 172.18.0.1/16 dev netctl0; ip address add 172.18.0.2/16 dev netctl0; ip link set dev netctl0 mtu 1400 up",
            6).SetName("A failed refresh leaves the default bridge as it was"),
        new TestCaseData(
            Plan(1, new BridgeNetworkOptions { LinkName = "br0", UserManaged = true }, "10.1.0.1/16"),
            "ip link add name br0 type bridge; ip address add 10.1.0.1/16 dev br0",
            2).SetName("A failed use leaves the user-managed bridge as it was"),
    ];

    [TestCaseSource(nameof(Situations))]
    public async Task Each_step_is_undone(object planned, string preparation, int leastSteps)
    {
        var plan = (NetworkPlan)planned;
        // The search for duplicates waits for up to a second by chance, and the route of an address comes after it.
        Host.Run("sysctl -q -w net/ipv6/conf/default/accept_dad=0");
        Host.Run("ip link add eth0 type veth peer name peer0; sysctl -q -w net/ipv6/conf/peer0/accept_ra=0");
        Host.Run(preparation);
        var before = SettledSnapshot();
        var steps = 0;

        for (var failAt = 1; await Fails(plan, failAt); failAt++)
        {
            steps = failAt;
            AssertSame(before, $"after failing step {failAt}");
            Assert.That(Settings.Recorded, Is.Empty, $"recorded after failing step {failAt}");
        }

        Assert.That(steps, Is.AtLeast(leastSteps));
        Assert.That(await Check(plan), Is.Empty);
    }

    private async Task<bool> Fails(NetworkPlan plan, int failAt)
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

    /// <summary>The kernel makes some routes of IPv6 addresses a moment after the addresses: what must be the same is what it settles on.</summary>
    private void AssertSame(KernelSnapshot before, string when) =>
        Assert.That(() => before.Diff(Snapshot()), Is.Empty.After(delayInMilliseconds: 2000, pollingInterval: 20), when);

    private KernelSnapshot SettledSnapshot()
    {
        while (true)
        {
            var earlier = Snapshot();
            Thread.Sleep(300);
            var later = Snapshot();
            if (earlier.Diff(later).Length == 0)
            {
                return later;
            }
        }
    }
}
