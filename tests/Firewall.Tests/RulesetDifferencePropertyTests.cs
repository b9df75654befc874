using System.Collections.Immutable;
using CsCheck;
using NetController.Firewall.Iptables;
using NetController.Firewall.Policies;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

/// <summary>From whatever the kernel holds to whatever it should hold.</summary>
public sealed class RulesetDifferencePropertyTests
{
    private static readonly ImmutableArray<string> ForeignForward = ["-j ufw-before-forward", "-i virbr0 -j ACCEPT", "-j DROP"];

    private static Gen<NetworkPolicy> Policies { get; } = Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Enum<GatewayMode>()).Select(static (number, isInternal, icc, masquerade, mode) =>
        Samples.Policy(number) with
        {
            Internal = isInternal,
            InterContainerConnectivity = icc,
            TrustedInterfaces = number > 3 ? ["up0", "up1", "up0"] : [],
            IPv4 = Samples.Policy(number).IPv4! with { Masquerade = masquerade, Mode = mode },
        });

    private static Gen<EndpointPolicy> Endpoints { get; } = Gen.Select(Gen.Int[1, 6], Gen.Int[2, 6], Gen.Int[1, 3], Gen.OneOfConst("", "127.0.0.1:", "192.0.2.1:"), Gen.Bool).Select(
        static (network, address, count, host, sameNumbers) =>
        {
            var (first, last) = ((network * 1000) + (address * 10), (network * 1000) + (address * 10) + count - 1);
            return Samples.InIPv4(network, address, sameNumbers ? $"{host}{first}-{last}:{first}-{last}" : $"{host}{first}-{last}:80-{79 + count}/udp");
        });

    private static Gen<HostPolicy> Hosts { get; } = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool).Select(static (guard, direct, marked) =>
        new HostPolicy(GuardIPv4: guard) { AllowDirectRouting = direct, AcceptMark = marked ? new FirewallMark(1, 0xff) : null });

    private static Gen<IptablesRuleset> Desired { get; } = Gen.Select(Policies.Array[0, 8], Endpoints.Array[0, 8], Hosts, Gen.Int).Select(static (policies, endpoints, host, seed) =>
    {
        var distinct = policies.DistinctBy(static policy => policy.Network).ToArray();
        new Random(seed).Shuffle(distinct);
        var change = new FirewallChange { Set = [.. distinct], SetEndpoints = [.. endpoints], Host = host };
        return IptablesRuleset.For(PolicyBook.Empty.With(change), IPFamily.IPv4, Samples.Instance);
    });

    [Test]
    public void Applying_the_difference_gives_what_is_desired() => Gen.Select(Desired.Array[0, 4], Desired, Disorder).Sample((steps, desired, disorder) =>
    {
        var kernel = disorder(steps.Aggregate(Foreign(), static (kernel, step) => Run(kernel, RulesetDifference.Compute(step, kernel))));

        var difference = RulesetDifference.Compute(desired, kernel);
        var after = Run(kernel, difference);

        Assert.That(SaveText.Of(after), Is.EqualTo(SaveText.Of(WithBuiltIns(difference.After, after))), "what was foretold is what came");
        Assert.That(RulesetDifference.Compute(desired, after).Edits, Is.Empty, "and then nothing differs");
        AssertHolds(after, desired);
        Assert.That(after.Rules("filter", "FORWARD")!.Value.Intersect(ForeignForward), Is.EqualTo(ForeignForward), "others' rules stand as they stood");
        Assert.That(after.Rules("filter", "ufw-before-forward"), Is.EqualTo(kernel.Rules("filter", "ufw-before-forward")));
    });

    [Test]
    public void Whatever_was_there_can_be_restored() => Gen.Select(Desired, Desired, Disorder).Sample((first, second, disorder) =>
    {
        var before = disorder(Run(Foreign(), RulesetDifference.Compute(first, Foreign())));
        var changed = Run(before, RulesetDifference.Compute(second, before));

        var restored = Run(changed, RulesetDifference.Compute(before.OurPart(IPFamily.IPv4), changed));

        Assert.That(OurRules(restored), Is.EqualTo(OurRules(before)));
    });

    [Test]
    public void Every_edit_has_a_drift_and_no_edit_none() => Gen.Select(Desired, Desired, Disorder).Sample((first, second, disorder) =>
    {
        var kernel = disorder(Run(Foreign(), RulesetDifference.Compute(first, Foreign())));
        var difference = RulesetDifference.Compute(second, kernel);

        var drift = DriftText.Describe(difference);

        Assert.That(drift.IsEmpty, Is.EqualTo(difference.IsEmpty));
        Assert.That(drift, Has.All.Matches<Drift>(static one => (one!.Expected ?? one.Actual) is not null && one.Fix.StartsWith("iptables -t ", StringComparison.Ordinal)));
    });

    /// <summary>What an administrator might do behind our back.</summary>
    private static Gen<Func<ObservedRuleset, ObservedRuleset>> Disorder { get; } = Gen.Select(Gen.OneOfConst(Enumerable.Range(0, 8).ToArray()), Gen.Int).Select(
        static (what, seed) => new Func<ObservedRuleset, ObservedRuleset>(kernel => Disturb(kernel, what, new Random(seed))));

    private static ObservedRuleset Disturb(ObservedRuleset kernel, int what, Random random)
    {
        var table = random.GetItems([.. kernel.Tables.Keys.Order(StringComparer.Ordinal)], 1)[0];
        var chain = random.GetItems([.. kernel.Chains(table).Keys.Order(StringComparer.Ordinal)], 1)[0];
        if (chain is not "NETCTL-USER" && !Names.IsOurs(chain))
        {
            return kernel;
        }

        var rules = kernel.Rules(table, chain)!.Value;
        var shuffled = rules.ToArray();
        random.Shuffle(shuffled);
        return what switch
        {
            0 => kernel.With(table, chain, []),
            1 => kernel.With(table, chain, [.. shuffled]),
            2 => kernel.With(table, chain, rules.Insert(random.Next(rules.Length + 1), "-s 192.0.2.1/32 -j ACCEPT")),
            3 => kernel.With(table, chain, [.. rules, .. rules]),
            4 => kernel.With(table, chain, [.. rules.Take(rules.Length / 2)]),
            5 => kernel.With(table, chain, [.. rules.Skip(1)]),
            6 => Without(kernel, "NETCTL-INTERNAL"),
            _ => kernel,
        };
    }

    private static ObservedRuleset Without(ObservedRuleset kernel, string chain)
    {
        foreach (var (name, rules) in kernel.Chains("filter"))
        {
            kernel = kernel.With("filter", name, rules.RemoveAll(rule => rule.EndsWith($"-j {chain}", StringComparison.Ordinal)));
        }

        return kernel.With("filter", chain, null);
    }

    private static void AssertHolds(ObservedRuleset kernel, IptablesRuleset desired)
    {
        var chains = desired.Tables.Items.SelectMany(static table => table.Chains.Items.Where(static chain => !chain.IsUsers).Select(chain => (table.Name, chain)));
        foreach (var (table, chain) in chains)
        {
            Assert.That(kernel.Rules(table, chain.Name)!.Value.Order(), Is.EqualTo(chain.Rules.Items.Select(static rule => rule.Specification).Order()));
        }
    }

    private static ObservedRuleset Foreign() => ObservedRuleset.Empty
        .With("filter", "INPUT", [])
        .With("filter", "FORWARD", ForeignForward)
        .With("filter", "OUTPUT", [])
        .With("filter", "ufw-before-forward", ["-j RETURN"]);

    private static ObservedRuleset Run(ObservedRuleset kernel, RulesetDifference difference)
    {
        var (after, failed) = RestoreInterpreter.Run(kernel, RestoreScript.Of(difference.Edits).ToString());
        Assert.That(failed, Is.Null, RestoreScript.Of(difference.Edits).ToString());
        return after;
    }

    private static string OurRules(ObservedRuleset kernel) => RulesetText.Print(kernel.OurPart(IPFamily.IPv4));

    // Naming a table makes its built-in chains, which no edit speaks of.
    private static ObservedRuleset WithBuiltIns(ObservedRuleset foretold, ObservedRuleset actual)
    {
        foreach (var (table, chains) in actual.Tables)
        {
            foreach (var (chain, rules) in chains.Where(chain => IsUntouched(chain.Key, chain.Value) && foretold.Rules(table, chain.Key) is null))
            {
                foretold = foretold.With(table, chain, rules);
            }
        }

        return foretold;

        static bool IsUntouched(string chain, ImmutableArray<string> rules) => Names.IsBuiltIn(chain) && rules.IsEmpty;
    }
}
