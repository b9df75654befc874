using NetController.Firewall.Iptables;
using NetController.Firewall.Policies;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

public sealed class RulesetDifferenceTests
{
    [Test]
    public void Nothing_differs_where_the_kernel_holds_the_rules()
    {
        var desired = Desired(Samples.DualStack(1), Samples.DualStack(2));

        var difference = RulesetDifference.Compute(desired, Holding(desired));

        Assert.That(difference.Edits, Is.Empty);
    }

    [Test]
    public void Networks_in_another_order_are_no_difference()
    {
        var kernel = Holding(Desired(Samples.Policy(3)), Desired(Samples.Policy(3), Samples.Policy(1)), Desired(Samples.Policy(3), Samples.Policy(1), Samples.Policy(2)));

        var difference = RulesetDifference.Compute(Desired(Samples.Policy(1), Samples.Policy(2), Samples.Policy(3)), kernel);

        Assert.That(difference.Edits, Is.Empty);
    }

    [Test]
    public void Another_network_is_one_appended_rule_a_chain()
    {
        var kernel = Holding(Desired(Samples.Policy(1), Samples.Policy(3)));

        var difference = RulesetDifference.Compute(Desired(Samples.Policy(1), Samples.Policy(2), Samples.Policy(3)), kernel);

        Assert.That(difference.Edits.Select(static edit => edit.ScriptLine), Is.EqualTo(new[]
        {
            $"-A NETCTL -d 127.0.0.0/8 -i br-2 -m comment --comment \"{Samples.OwnerOf(2)}\" -j DROP",
            $"-A NETCTL-CT -o br-2 -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment \"{Samples.OwnerOf(2)}\" -j ACCEPT",
            $"-A NETCTL ! -i br-2 -o br-2 -m comment --comment \"{Samples.OwnerOf(2)}\" -j DROP",
            $"-A NETCTL-BRIDGE -o br-2 -m comment --comment \"{Samples.OwnerOf(2)}\" -j NETCTL",
            $"-A NETCTL-FORWARD -i br-2 -m comment --comment \"{Samples.OwnerOf(2)}\" -j ACCEPT",
            $"-A NETCTL-POST -s 10.0.2.0/24 ! -o br-2 -m comment --comment \"{Samples.OwnerOf(2)}\" -j MASQUERADE",
        }));
    }

    [Test]
    public void The_guard_stays_last_when_a_network_comes()
    {
        var guard = new HostPolicy(GuardIPv4: true);
        var kernel = Holding(Desired(guard, Samples.Policy(1)));

        var edits = RulesetDifference.Compute(Desired(guard, Samples.Policy(1), Samples.Policy(2)), kernel).Edits;

        Assert.That(edits.Select(static edit => edit.ScriptLine), Has.Exactly(1).StartsWith("-I NETCTL-FORWARD 5 -i br-2 "));
    }

    [Test]
    public void A_network_that_goes_is_one_deletion_a_rule()
    {
        var kernel = Holding(Desired(Samples.Policy(1), Samples.Policy(2)));

        var edits = RulesetDifference.Compute(Desired(Samples.Policy(1)), kernel).Edits;

        Assert.That(edits, Has.Length.EqualTo(6).And.All.Matches<IptablesEdit>(static edit => edit!.ScriptLine.StartsWith("-D NETCTL", StringComparison.Ordinal)));
    }

    [Test]
    public void Many_networks_that_go_rebuild_the_chains_instead()
    {
        var policies = Enumerable.Range(1, 40).Select(Samples.Policy).ToArray();

        var edits = RulesetDifference.Compute(Desired(policies[..2]), Holding(Desired(policies))).Edits;

        Assert.That(edits.Where(static edit => edit.ScriptLine.StartsWith("-D", StringComparison.Ordinal)), Is.Empty);
        Assert.That(edits.Select(static edit => edit.ScriptLine), Has.Some.EqualTo(":NETCTL-POST - [0:0]"));
    }

    [Test]
    public void Another_endpoint_is_its_own_rules_whatever_the_network_holds()
    {
        var kernel = Holding(Desired(Samples.Set(Samples.Policy(1), Samples.Policy(2)) with { SetEndpoints = [Samples.InIPv4(1, 2, "8080:80"), Samples.InIPv4(1, 4, "8084:80")] }));
        var desired = Desired(Samples.Set(Samples.Policy(1), Samples.Policy(2)) with
        {
            SetEndpoints = [Samples.InIPv4(1, 2, "8080:80"), Samples.InIPv4(1, 3, "8083:80"), Samples.InIPv4(1, 4, "8084:80")],
        });

        var edits = RulesetDifference.Compute(desired, kernel).Edits;

        var owner = $"-m comment --comment \"{Samples.OwnerOfEndpoint(0x103)}\"";
        Assert.That(edits.Select(static edit => edit.ScriptLine), Is.EqualTo(new[]
        {
            $"-I NETCTL 2 -d 10.0.1.3/32 -o br-1 -p tcp -m tcp --dport 80 -m conntrack --ctstate DNAT {owner} -j ACCEPT",
            $"-I NETCTL 2 -p tcp -m tcp --dport 8083 {owner} -j DNAT --to-destination 10.0.1.3:80",
        }));
    }

    [Test]
    public void The_first_published_port_of_a_network_brings_its_way_back()
    {
        var kernel = Holding(Desired(Samples.Policy(1)));

        var edits = RulesetDifference.Compute(Desired(Samples.Set(Samples.Policy(1)) with { SetEndpoints = [Samples.InIPv4(1, 2, "8080:80")] }), kernel).Edits;

        var owner = $"-m comment --comment \"{Samples.OwnerOf(1)}\"";
        Assert.That(edits.Select(static edit => edit.ScriptLine), Has.Some.EqualTo($"-A NETCTL-POST -s 10.0.1.0/24 -o br-1 -m conntrack --ctstate DNAT {owner} -j MASQUERADE")
            .And.Some.EqualTo($"-A NETCTL-POST -s 127.0.0.0/8 -o br-1 {owner} -j MASQUERADE")
            .And.Some.EqualTo($"-I PREROUTING 1 -m addrtype --dst-type LOCAL -m comment --comment \"{Samples.HostOwner}\" -j NETCTL")
            .And.Some.EqualTo($"-I OUTPUT 1 -m addrtype --dst-type LOCAL -m comment --comment \"{Samples.HostOwner}\" -j NETCTL"));
    }

    [Test]
    public void The_last_network_takes_chains_and_jumps_with_it()
    {
        var difference = RulesetDifference.Compute(Desired(), Holding(Desired(Samples.Policy(1))));

        Assert.That(SaveText.Of(Apply(difference, Holding(Desired(Samples.Policy(1))))), Does.Not.Contain("NETCTL"));
    }

    [Test]
    public void The_users_chain_is_left_as_it_is_and_outlives_the_last_network_once_it_holds_a_rule()
    {
        var kernel = Holding(Desired(Samples.Policy(1))).With("filter", "NETCTL-USER", ["-s 192.0.2.0/24 -j DROP", "-s 192.0.2.0/24 -j DROP"]);

        var kept = RulesetDifference.Compute(Desired(Samples.Policy(1)), kernel);
        var gone = RulesetDifference.Compute(Desired(), kernel);

        Assert.That(kept.Edits, Is.Empty);
        Assert.That(Apply(gone, kernel).Rules("filter", "NETCTL-USER"), Is.EqualTo(kernel.Rules("filter", "NETCTL-USER")));
        Assert.That(RulesetDifference.Compute(Desired(), gone.After).Edits, Is.Empty);
    }

    [Test]
    public void A_jump_that_is_missing_is_put_before_or_after_the_other()
    {
        var kernel = Holding(Desired(Samples.Policy(1)));
        var jumps = kernel.Rules("filter", "FORWARD")!.Value;

        var edits = Edits(kernel.With("filter", "FORWARD", ["-j ufw", jumps[0], "-j libvirt"]));
        var other = Edits(kernel.With("filter", "FORWARD", ["-j ufw", jumps[1], "-j libvirt"]));

        Assert.That(edits, Is.EqualTo(new[] { $"-I FORWARD 3 {jumps[1]}" }));
        Assert.That(other, Is.EqualTo(new[] { $"-I FORWARD 1 {jumps[0]}" }));
    }

    [Test]
    public void Jumps_below_those_of_another_manager_are_no_difference()
    {
        var kernel = Holding(Desired(Samples.Policy(1)));

        var edits = Edits(kernel.With("filter", "FORWARD", ["-j DOCKER-USER", .. kernel.Rules("filter", "FORWARD")!.Value, "-j DROP"]));

        Assert.That(edits, Is.Empty);
    }

    [Test]
    public void Jumps_in_the_wrong_order_are_put_to_the_top()
    {
        var kernel = Holding(Desired(Samples.Policy(1)));
        var jumps = kernel.Rules("filter", "FORWARD")!.Value;

        var edits = Edits(kernel.With("filter", "FORWARD", ["-j ufw", jumps[1], jumps[0]]));

        Assert.That(edits, Is.EqualTo(new[] { $"-D FORWARD {jumps[1]}", $"-D FORWARD {jumps[0]}", $"-I FORWARD 1 {jumps[0]}", $"-I FORWARD 2 {jumps[1]}" }));
    }

    private static string[] Edits(ObservedRuleset kernel) =>
        [.. RulesetDifference.Compute(Desired(Samples.Policy(1)), kernel).Edits.Select(static edit => edit.ScriptLine)];

    private static IptablesRuleset Desired(params NetworkPolicy[] policies) => Desired(new HostPolicy(), policies);

    private static IptablesRuleset Desired(HostPolicy host, params NetworkPolicy[] policies) =>
        Desired(Samples.Set(policies) with { Host = host });

    private static IptablesRuleset Desired(FirewallChange change) => IptablesRuleset.For(PolicyBook.Empty.With(change), IPFamily.IPv4, Samples.Instance);

    private static ObservedRuleset Holding(params IptablesRuleset[] oneAfterAnother) =>
        oneAfterAnother.Aggregate(ObservedRuleset.Empty, static (kernel, desired) => Apply(RulesetDifference.Compute(desired, kernel), kernel));

    private static ObservedRuleset Apply(RulesetDifference difference, ObservedRuleset kernel)
    {
        var (after, failed) = RestoreInterpreter.Run(kernel, RestoreScript.Of(difference.Edits).ToString());
        Assert.That(failed, Is.Null);
        return after;
    }
}
