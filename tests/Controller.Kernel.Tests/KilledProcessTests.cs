namespace NetController.Controller.Kernel.Tests;

/// <summary>A process is killed with SIGKILL before every step of every operation; the next start converges.</summary>
public sealed class KilledProcessTests : ControllerKernelTest
{
    [Test]
    public async Task A_kill_during_the_first_initialisation_leaves_nothing_that_the_next_does_not_finish()
    {
        var step = 0;
        while (Run(++step, "init").ExitCode == CrashingHost.Killed)
        {
            var next = await InitializeAsync();
            await AssertConvergedAsync(next, "none", "host", "bridge");
            await next.DisposeAsync();
            await ForgetEverythingAsync();
        }

        Assert.That(step, Is.GreaterThan(6));
    }

    [Test]
    public async Task A_kill_during_a_later_initialisation_loses_no_network()
    {
        await using (var first = await InitializeAsync())
        {
            await first.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
        }

        var before = BridgesOnHost();
        var step = 0;
        while (Run(++step, "init").ExitCode == CrashingHost.Killed)
        {
            await using var next = await InitializeAsync();
            await AssertConvergedAsync(next, "none", "host", "bridge", "web");
            Assert.That(BridgesOnHost(), Is.EqualTo(before), $"after step {step}");
        }

        Assert.That(step, Is.GreaterThan(4));
    }

    [Test]
    public async Task A_kill_during_a_creation_leaves_the_network_whole_or_not_at_all()
    {
        await (await InitializeAsync()).DisposeAsync();
        var step = 0;
        while (true)
        {
            var (exitCode, output, error) = Run(++step, "create web");
            await using var next = await OpenAsync();
            if (exitCode != CrashingHost.Killed)
            {
                Assert.That(exitCode, Is.Zero, error);
                Assert.That(next.GetNetwork("web").Id.ToString(), Is.EqualTo(output.Trim()));
                await AssertConvergedAsync(next, "none", "host", "bridge", "web");
                break;
            }

            await AssertConvergedAsync(next, "none", "host", "bridge");
        }

        Assert.That(step, Is.GreaterThan(6));
    }

    [Test]
    public async Task A_kill_during_a_deletion_is_finished_by_the_next_start_once_it_was_recorded()
    {
        await (await InitializeAsync()).DisposeAsync();
        var step = 0;
        for (var exitCode = CrashingHost.Killed; exitCode == CrashingHost.Killed; )
        {
            await using (var before = await OpenAsync())
            {
                if (before.Networks.All(static network => network.Name != "web"))
                {
                    await before.CreateNetworkAsync(Bridge("web"));
                }
            }

            exitCode = Run(++step, "delete web").ExitCode;
            await using var next = await OpenAsync();
            // Before the first step nothing was recorded yet, so the network is still there, whole.
            string[] networks = step == 1 ? ["none", "host", "bridge", "web"] : ["none", "host", "bridge"];
            await AssertConvergedAsync(next, networks);
        }

        Assert.That(step, Is.GreaterThan(3));
    }

    /// <summary>Makes the host one that never saw a controller.</summary>
    private async Task ForgetEverythingAsync()
    {
        await (await InitializeAsync(options: Options with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } })).DisposeAsync();
        Directory.Delete(Options.StateDirectory, recursive: true);
        Host.Run("sysctl -qw net.ipv4.ip_forward=0; iptables -F; iptables -X; iptables -t nat -F; iptables -t nat -X; ip6tables -F; ip6tables -X");
    }

    private (int ExitCode, string Output, string Error) Run(int step, string operation) => CrashingHost.Run(Host, State, step, operation);
}
