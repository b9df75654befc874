using System.Collections.Immutable;
using System.Globalization;
using NetController.Firewall.Iptables;

namespace NetController.Firewall.Tests.Support;

/// <summary>Does to a model what <c>iptables-restore --noflush</c> does to the kernel, as strictly: table by table, each all or nothing.</summary>
internal static class RestoreInterpreter
{
    /// <summary>Runs a script.</summary>
    /// <returns>What is there afterwards, and the number of the line that failed, or null.</returns>
    public static (ObservedRuleset After, int? FailedLine) Run(ObservedRuleset before, string script)
    {
        var (committed, current, table) = (before, before, "");
        var lines = script.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i][0] == '*')
            {
                table = lines[i][1..];
                current = WithBuiltIns(committed, table);
            }
            else if (lines[i] == "COMMIT")
            {
                committed = current;
            }
            else if (Step(current, table, lines[i]) is { } after)
            {
                current = after;
            }
            else
            {
                return (committed, i + 1);
            }
        }

        return (committed, null);
    }

    private static ObservedRuleset? Step(ObservedRuleset state, string table, string line)
    {
        if (line[0] == ':')
        {
            return state.With(table, line[1..line.IndexOf(' ', StringComparison.Ordinal)], []);
        }

        var parts = line.Split(' ', 3);
        var (verb, chain, rest) = (parts[0], parts[1], parts.Length > 2 ? parts[2] : "");
        var rules = state.Rules(table, chain);
        return (verb, rules) switch
        {
            ("-N", null) => state.With(table, chain, []),
            ("-A", { } present) => IsPossible(state, table, rest) ? state.With(table, chain, present.Add(rest)) : null,
            ("-I", { } present) => Insert(state, table, chain, present, rest),
            ("-D", { } present) => present.Contains(rest) ? state.With(table, chain, present.Remove(rest)) : null,
            ("-X", { IsEmpty: true }) => IsReferenced(state, table, chain) ? null : state.With(table, chain, null),
            _ => null,
        };
    }

    private static ObservedRuleset? Insert(ObservedRuleset state, string table, string chain, ImmutableArray<string> rules, string rest)
    {
        var parts = rest.Split(' ', 2);
        var index = int.Parse(parts[0], CultureInfo.InvariantCulture) - 1;
        return index <= rules.Length && IsPossible(state, table, parts[1]) ? state.With(table, chain, rules.Insert(index, parts[1])) : null;
    }

    private static bool IsPossible(ObservedRuleset state, string table, string rule)
    {
        var target = rule[(rule.LastIndexOf("-j ", StringComparison.Ordinal) + 3)..];
        return !target.StartsWith("NETCTL", StringComparison.Ordinal) || state.Rules(table, target) is not null;
    }

    private static bool IsReferenced(ObservedRuleset state, string table, string chain) =>
        state.Chains(table).Values.Any(rules => rules.Any(rule => rule.EndsWith($"-j {chain}", StringComparison.Ordinal)));

    private static ObservedRuleset WithBuiltIns(ObservedRuleset state, string table)
    {
        string[] chains = table switch
        {
            "raw" => ["PREROUTING", "OUTPUT"],
            "nat" => ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
            _ => ["INPUT", "FORWARD", "OUTPUT"],
        };
        return chains.Where(chain => state.Rules(table, chain) is null).Aggregate(state, (all, chain) => all.With(table, chain, []));
    }
}
