using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>Whatever happens behind our back is named and cured.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Usable))]
public sealed class DriftTests(Variant variant) : FirewallTest(variant)
{
    [TestCase("-F NETCTL-CT", "iptables filter NETCTL-CT", 2)]
    [TestCase("-F", "iptables filter FORWARD", 13)]
    [TestCase("-t nat -F POSTROUTING", "iptables nat POSTROUTING", 1)]
    [TestCase("-D FORWARD 1", "iptables filter FORWARD", 1)]
    [TestCase("-D FORWARD 2", "iptables filter FORWARD", 1)]
    [TestCase("-D NETCTL 2", "iptables filter NETCTL", 1)]
    [TestCase("-I NETCTL 1 -s 198.51.100.1/32 -j ACCEPT", "iptables filter NETCTL", 1)]
    [TestCase("-A NETCTL-FORWARD -j RETURN", "iptables filter NETCTL-FORWARD", 1)]
    [TestCase("-t nat -N NETCTL", "iptables nat NETCTL", 1)]
    public async Task A_change_is_named_and_cured(string command, string resource, int drifts)
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1), Samples.DualStack(2)), default);
        var before = Save();
        Variant.Run(Host, command);

        var drift = await Firewall.CheckAsync(default);
        var cure = await Firewall.RepairAsync(default);

        Assert.That(drift, Has.Length.EqualTo(drifts), string.Join('\n', drift));
        Assert.That(drift.Select(static one => one.Resource), Has.Some.EqualTo(resource));
        Assert.That(cure, Is.Not.Empty);
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
        Assert.That(Save(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_lost_rule_is_named_with_its_network_and_its_cure()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1), Samples.Policy(2)), default);
        Variant.Run(Host, "-D NETCTL-CT 1");

        var drift = await Firewall.CheckAsync(default);

        var rule = $"-A NETCTL-CT -o br-1 -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment \"{Samples.OwnerOf(1)}\" -j ACCEPT";
        Assert.That(drift, Is.EqualTo(new[]
        {
            new Drift("iptables filter NETCTL-CT", rule, null, $"iptables -t filter {rule}") { Network = Samples.Network(1) },
        }));
    }

    [Test]
    public async Task All_that_is_flushed_and_deleted_comes_back()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.DualStack(2)), default);
        var (v4, v6) = (Save(), Save(IPFamily.IPv6));
        foreach (var family in new[] { IPFamily.IPv4, IPFamily.IPv6 })
        {
            foreach (var command in new[] { "-F", "-X", "-t nat -F", "-t nat -X" })
            {
                Variant.Run(Host, command, family);
            }
        }

        var drift = await Firewall.CheckAsync(default);
        await Firewall.RepairAsync(default);

        Assert.That(drift.Select(static one => one.Resource), Has.Some.EqualTo("ip6tables nat NETCTL-POST").And.Some.EqualTo("iptables filter NETCTL-USER"));
        Assert.That((Save(), Save(IPFamily.IPv6)), Is.EqualTo((v4, v6)));
    }

    [Test]
    public async Task A_plan_tells_what_a_change_would_do_and_does_nothing()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        var before = Save();

        var plan = await Firewall.PlanAsync(Samples.Set(Samples.Policy(2)) with { Remove = [Samples.Network(1)] }, default);

        Assert.That(Save(), Is.EqualTo(before));
        Assert.That(plan, Has.Length.EqualTo(12).And.All.Matches<Drift>(static one => one!.Network == Samples.Network(one.Expected is null ? 1 : 2)));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_flush_between_two_operations_is_cured_by_the_second()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        Variant.Run(Host, "-F");
        Variant.Run(Host, "-X");

        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);

        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }
}
