using System.Collections.Immutable;
using CsCheck;
using NetController.Firewall.Iptables;
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
            IPv4 = Samples.Policy(number).IPv4! with { Masquerade = masquerade, Mode = mode },
        });

    private static Gen<IptablesRuleset> Desired { get; } = Gen.Select(Policies.Array[0, 8], Gen.Bool, Gen.Int).Select(static (policies, guard, seed) =>
    {
        var distinct = policies.DistinctBy(static policy => policy.Network).ToArray();
        new Random(seed).Shuffle(distinct);
        return IptablesRuleset.For(distinct, new HostPolicy(GuardIPv4: guard), IPFamily.IPv4, Samples.Instance);
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

        var drift = DriftText.Describe(difference, []);

        Assert.That(drift.IsEmpty, Is.EqualTo(difference.IsEmpty));
        Assert.That(drift, Has.All.Matches<Drift>(static one => (one!.Expected ?? one.Actual) is not null && one.Fix.StartsWith("iptables -t ", StringComparison.Ordinal)));
    });

    /// <summary>What an administrator might do behind our back.</summary>
    private static Gen<Func<ObservedRuleset, ObservedRuleset>> Disorder { get; } = Gen.Select(Gen.OneOfConst(Enumerable.Range(0, 8).ToArray()), Gen.Int).Select(
        static (what, seed) => new Func<ObservedRuleset, ObservedRuleset>(kernel => Disturb(kernel, what, new Random(seed))));

    private static ObservedRuleset Disturb(ObservedRuleset kernel, int what, Random random)
    {
        var chain = random.GetItems([.. kernel.Chains("filter").Keys.Order(StringComparer.Ordinal)], 1)[0];
        if (chain is not "NETCTL-USER" && !Names.IsOurs(chain))
        {
            return kernel;
        }

        var rules = kernel.Rules("filter", chain)!.Value;
        var shuffled = rules.ToArray();
        random.Shuffle(shuffled);
        return what switch
        {
            0 => kernel.With("filter", chain, []),
            1 => kernel.With("filter", chain, [.. shuffled]),
            2 => kernel.With("filter", chain, rules.Insert(random.Next(rules.Length + 1), "-s 192.0.2.1/32 -j ACCEPT")),
            3 => kernel.With("filter", chain, [.. rules, .. rules]),
            4 => kernel.With("filter", chain, [.. rules.Take(rules.Length / 2)]),
            5 => kernel.With("filter", chain, [.. rules.Skip(1)]),
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
