using NetController.Firewall.Backends;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>Another backend takes the place of the one before.</summary>
public sealed class BackendChangeTests() : FirewallTest(new Variant("nftables"))
{
    private static readonly FirewallChange Web = Samples.Set(Samples.DualStack(1), Samples.DualStack(2)) with
    {
        SetEndpoints = [Samples.In(1, 2, "8080:80", "127.0.0.1:53:53/udp"), Samples.In(2, 2, "192.0.2.1:7000-7002:8000-8002")],
    };

    [TestCaseSource(typeof(Variant), nameof(Variant.Usable))]
    public async Task A_change_of_backend_takes_away_what_the_other_has_left(Variant iptables)
    {
        await using (var former = new IptablesFirewall(Context, iptables.Programs, Launcher))
        {
            await former.ApplyAsync(Web, default);
        }

        iptables.Run(Host, "-A NETCTL-USER -s 198.51.100.0/24 -j DROP");
        await using (var native = new NftablesFirewall(Context, new IptablesLeftovers(Context, iptables.Programs, Launcher)))
        {
            await native.AdoptAsync(Web, default);
            await native.ApplyAsync(new FirewallChange(), default);
            Assert.That(await native.CheckAsync(default), Is.Empty);
        }

        Assert.That(iptables.Save(Host, IPFamily.IPv4), Does.Contain("NETCTL-USER -s 198.51.100.0/24").And.Not.Contain("netctl:").And.Not.Contain("NETCTL-FORWARD"));
        Assert.That(iptables.Save(Host, IPFamily.IPv6), Does.Not.Contain("NETCTL-FORWARD"));
        Host.Run("nft 'add rule inet netctl user counter'");

        await using (var again = new IptablesFirewall(Context, iptables.Programs, Launcher, () => NftablesLeftovers.Remove(Context)))
        {
            await again.AdoptAsync(Web, default);
            await again.ApplyAsync(new FirewallChange(), default);
            Assert.That(await again.CheckAsync(default), Is.Empty);
        }

        Assert.That(Host.Run("nft list table inet netctl"), Does.Contain("chain user").And.Not.Contain("hook").And.Not.Contain("set "));
    }

    [TestCaseSource(typeof(Variant), nameof(Variant.Usable))]
    public async Task What_iptables_has_left_may_resist_without_harm_to_a_change(Variant iptables)
    {
        await using (var former = new IptablesFirewall(Context, iptables.Programs, Launcher))
        {
            await former.ApplyAsync(Web, default);
        }

        using var cancellation = new CancellationTokenSource();
        Launcher.Answer = program =>
        {
            cancellation.Cancel();
            return program == "iptables-restore" ? new ProcessResult(4, "", "Another app is currently holding the xtables lock") : null;
        };
        await using var native = new NftablesFirewall(Context, new IptablesLeftovers(Context, iptables.Programs, Launcher));

        await native.ApplyAsync(Web, cancellation.Token);
        Assert.That(await native.CheckAsync(default), Is.Empty, "the change is in force");
        Assert.That(iptables.Save(Host, IPFamily.IPv4), Does.Contain("NETCTL-FORWARD"));

        Launcher.Answer = static _ => null;
        await native.ApplyAsync(new FirewallChange(), default);
        Assert.That(iptables.Save(Host, IPFamily.IPv4), Does.Not.Contain("NETCTL-FORWARD"));
    }
}
