using NetController.Firewall.Iptables;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>What the kernel holds after each operation, and what it took.</summary>
[TestFixtureSource(typeof(Variant), nameof(Variant.Usable))]
public sealed class RulesInForceTests(Variant variant) : FirewallTest(variant)
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    private static IEnumerable<Scenario> All => Scenarios.All;

    [TestCaseSource(nameof(All))]
    public async Task What_is_saved_is_to_the_letter_what_was_applied(object given)
    {
        var scenario = (Scenario)given;

        await Firewall.ApplyAsync(scenario.Change, default);

        foreach (var family in Families)
        {
            var desired = IptablesRuleset.For(scenario.Book, family, Samples.Instance);
            var saved = Save(family).Split('\n');
            var expected = RulesetText.Print(desired).Split('\n').Where(static line => line.StartsWith("-A", StringComparison.Ordinal)).ToArray();
            Assert.That(saved.Where(static line => line.StartsWith("-A", StringComparison.Ordinal)), Is.EquivalentTo(expected));
            Assert.That(RulesetDifference.Compute(desired, SaveParser.Parse(Save(family))).Edits, Is.Empty);
        }

        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task An_operation_is_one_program_a_family_after_one_look_at_each()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)), default);

        Assert.That(Launcher.Started, Is.EquivalentTo(new[] { "iptables-save", "ip6tables-save", "iptables-restore", "ip6tables-restore" }));

        Launcher.Clear();
        await Firewall.ApplyAsync(new FirewallChange { Set = [.. Enumerable.Range(2, 49).Select(Samples.DualStack)] }, default);

        Assert.That(Launcher.Started, Is.EqualTo(new[] { "iptables-restore", "ip6tables-restore" }));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task Hundreds_of_networks_at_once_are_in_force_whatever_the_longest_message_is()
    {
        var changes = await Firewall.ApplyAsync(new FirewallChange { Set = [.. Enumerable.Range(1, 200).Select(Samples.DualStack)] }, default);

        Assert.That(changes, Has.Length.GreaterThan(2000));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    [Test]
    public async Task What_is_in_force_already_starts_no_program()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.Policy(2)), default);
        Launcher.Clear();

        var changes = await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.Policy(2)), default);

        Assert.That(changes, Is.Empty);
        Assert.That(Launcher.Started, Is.Empty);
    }

    [Test]
    public async Task A_controller_that_starts_anew_only_looks_and_changes_nothing()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(3)), default);
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.Policy(2)), default);
        Launcher.Clear();
        await using var anew = Open();
        await anew.AdoptAsync(Samples.Set(Samples.DualStack(1), Samples.Policy(2)), default);

        var changes = await anew.ApplyAsync(Samples.Set(Samples.DualStack(3)), default);

        Assert.That(changes, Is.Empty);
        Assert.That(Launcher.Started, Is.EquivalentTo(new[] { "iptables-save", "ip6tables-save" }));
    }

    [Test]
    public async Task The_commands_returned_do_the_same_when_they_are_typed()
    {
        var commands = await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1)) with { Host = new HostPolicy(GuardIPv4: true) }, default);
        var typed = NewNamespace("typed");

        foreach (var command in commands)
        {
            var (program, arguments) = (command.Split(' ')[0], command[command.IndexOf(' ', StringComparison.Ordinal)..]);
            typed.Run($"{program}-{Variant.Name}{arguments.Replace("!", "\\!", StringComparison.Ordinal)}");
        }

        Assert.That(Rules(Variant.Save(typed, IPFamily.IPv4)), Is.EqualTo(Rules(Save())));
        Assert.That(Rules(Variant.Save(typed, IPFamily.IPv6)), Is.EqualTo(Rules(Save(IPFamily.IPv6))));
    }

    [Test]
    public async Task Removing_the_networks_leaves_nothing_of_ours()
    {
        var networks = Enumerable.Range(1, 30).ToArray();
        await Firewall.ApplyAsync(new FirewallChange { Set = [.. networks.Select(Samples.DualStack)] }, default);

        await Firewall.ApplyAsync(Samples.Remove(networks[..29]), default);
        await Firewall.ApplyAsync(Samples.Remove(30), default);

        Assert.That(Save() + Save(IPFamily.IPv6), Does.Not.Contain("NETCTL").And.Not.Contain("netctl"));
    }

    [Test]
    public async Task What_the_administrator_puts_into_the_user_chain_stays()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(1)), default);
        Variant.Run(Host, "-A NETCTL-USER -s 198.51.100.0/24 -j DROP");

        await Firewall.ApplyAsync(Samples.Set(Samples.Policy(2)), default);
        await Firewall.RepairAsync(default);
        await Firewall.ApplyAsync(Samples.Remove(1, 2), default);

        Assert.That(Save(), Does.Contain("-A NETCTL-USER -s 198.51.100.0/24 -j DROP").And.Not.Contain("NETCTL-FORWARD"));
        Assert.That(await Firewall.CheckAsync(default), Is.Empty);
    }

    private static string[] Rules(string saved) => [.. saved.Split('\n').Where(static line => line.StartsWith("-A", StringComparison.Ordinal)).Order()];
}
