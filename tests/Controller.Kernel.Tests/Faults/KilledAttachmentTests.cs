using NetController.Firewall;

namespace NetController.Controller.Kernel.Tests;

/// <summary>
/// A process is killed before every system call that changes something and before every commit, in each operation on networks, sandboxes and
/// endpoints, and after every run of a firewall program: the next one finds it never begun or ended, and then does the same.
/// </summary>
[Category("Exhaustive")]
public sealed class KilledAttachmentTests : FaultTest
{
    private static readonly object[][] Made =
    [
        [FirewallBackend.Nftables, Attachment], [FirewallBackend.Nftables, EmptySandbox], [FirewallBackend.Iptables, Attachment],
    ];

    private static readonly object[][] Taken =
    [
        [FirewallBackend.Nftables, Attachment], [FirewallBackend.Nftables, ConnectedSandbox], [FirewallBackend.Nftables, NewNetwork],
        [FirewallBackend.Iptables, Attachment], [FirewallBackend.Iptables, ConnectedSandbox], [FirewallBackend.Iptables, NewNetwork],
    ];

    [TestCaseSource(nameof(Made))]
    public async Task Killed_in_a_creation_it_leaves_nothing_and_the_next_process_creates_it(FirewallBackend backend, object made)
    {
        Backend = backend;
        var subject = (Subject)made;
        var absent = await AbsentAsync();
        await EverywhereAsync(async kill =>
        {
            var killed = kill(subject.Making);
            await using var next = await OpenAsync(OptionsWithBackend);
            if (killed)
            {
                Assert.That(World(next), Is.EqualTo(absent));
                await subject.MakeAsync(next);
            }

            await AssertWholeAsync(next, "made by the next process");
            await subject.TakeAsync(next);
            Assert.That(World(next), Is.EqualTo(absent), "made and taken away");
            return killed;
        });
    }

    [TestCaseSource(nameof(Taken))]
    public async Task Killed_in_a_deletion_it_is_gone_once_that_is_recorded(FirewallBackend backend, object taken)
    {
        Backend = backend;
        var subject = (Subject)taken;
        var absent = await AbsentAsync();
        var isFirst = Backend is FirewallBackend.Nftables;
        await EverywhereAsync(async kill =>
        {
            await using (var before = await OpenAsync(OptionsWithBackend))
            {
                await subject.MakeAsync(before);
            }

            var killed = kill(subject.Taking);
            await using var next = await OpenAsync(OptionsWithBackend);
            await AssertWholeAsync(next, "found by the next process");
            if (isFirst)
            {
                // Nothing was recorded yet.
                await subject.TakeAsync(next);
                isFirst = false;
            }

            Assert.That(World(next), Is.EqualTo(absent));
            return killed;
        });
    }

    private async Task<string> AbsentAsync()
    {
        await using var controller = await PrepareAsync();
        return World(controller);
    }

    /// <summary>
    /// One death after another, until an operation comes to an end. Where programs change the rules, it is after each of them, which is also
    /// before the next: the rest is the same on both backends.
    /// </summary>
    private async Task EverywhereAsync(Func<Func<string, bool>, Task<bool>> round)
    {
        if (Backend is FirewallBackend.Nftables)
        {
            var point = 0;
            do
            {
                point++;
            }
            while (await round(operation => IsKilled(point, operation)));

            Assert.That(point, Is.GreaterThan(3), "points of death");
            return;
        }

        using var iptables = new IptablesStandIn(State);
        foreach (var program in IptablesStandIn.Programs)
        {
            var killed = await round(operation =>
            {
                // Now: the programs are run by this process as well.
                iptables.Arm(program, "kill");
                return IsKilled(0, operation);
            });
            Assert.That(killed, $"{program} is run");
        }
    }

    private bool IsKilled(int point, string operation)
    {
        var (exitCode, _, error) = CrashingHost.Run(Host, State, point, $"--firewall {Backend} --faults {FaultLineSetUp.Library} {operation}");
        Assert.That(exitCode, Is.AnyOf(0, CrashingHost.Killed), error);
        return exitCode == CrashingHost.Killed;
    }
}
