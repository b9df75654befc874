using NetController.Firewall.Backends;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>All of a change is in force, or none.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Usable))]
public sealed class FailureTests(Variant variant) : FirewallTest(variant)
{
    [Test]
    public async Task A_refused_IPv6_half_takes_the_IPv4_half_with_it()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        var before = (Save(), Save(IPFamily.IPv6));
        Launcher.Answer = static program => program == "ip6tables-restore" ? new ProcessResult(1, "", "ip6tables-restore: line 2 failed") : null;

        var refused = await Assert.ThrowsAsync<OperationFailedException>(async () => await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(2)), default));

        Assert.That(refused!.Message, Does.Contain("br-2").And.Contain("line 2 failed"));
        Assert.That(refused.RollbackFailures, Is.Empty);
        Assert.That((Save(), Save(IPFamily.IPv6)), Is.EqualTo(before));

        Launcher.Answer = static _ => null;
        Assert.That(await Firewall.CheckAsync(default), Is.Empty, "the policies in force are those of before");
    }

    [Test]
    public async Task A_family_whose_second_table_is_refused_is_undone_whole()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        var before = Save();
        Launcher.Change = static command => command with { Input = command.Input.Replace("-j MASQUERADE", "-j NO-SUCH", StringComparison.Ordinal) };

        var refused = await Assert.ThrowsAsync<OperationFailedException>(async () => await Firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default));

        Assert.That(refused!.Message, Does.Contain("NO-SUCH"));
        Assert.That(Save(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_first_network_that_is_refused_leaves_nothing()
    {
        Launcher.Answer = static program => program == "ip6tables-restore" ? new ProcessResult(1, "", "no") : null;

        await Assert.ThrowsAsync<OperationFailedException>(async () => await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default));

        Assert.That(Save(), Does.Not.Contain("NETCTL").And.Not.Contain("netctl:"));
    }

    [Test]
    public async Task A_missing_ip6tables_matters_only_to_networks_with_IPv6()
    {
        await using var firewall = Open(Variant.Programs with { IPv6 = null });

        await firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        var missing = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await firewall.ApplyAsync(Samples.Set(Samples.DualStack(2)), default));

        Assert.That(missing!.Message, Does.Contain("ip6tables").And.Contain("apt-get install iptables").And.Contain("--firewall none"));
        Assert.That(await firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_cancelled_change_is_undone()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);
        var before = Save();
        using var cancellation = new CancellationTokenSource();
        Launcher.Answer = program =>
        {
            if (program == "ip6tables-restore")
            {
                cancellation.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), async () => await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(2)), cancellation.Token));

        Assert.That(Save(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_namespace_that_is_gone_is_named()
    {
        await using var gone = new IptablesFirewall(
            new FirewallContext(Samples.Instance, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance) { HostNamespacePath = "/no/such/namespace" },
            Variant.Programs,
            new ProcessLauncher());

        var failed = await Assert.ThrowsAsync<OperationFailedException>(async () => await gone.ApplyAsync(Samples.Set(Samples.Policy(1)), default));

        Assert.That(failed!.Message, Does.Contain("/no/such/namespace"));
    }
}
