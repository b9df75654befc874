using System.Text;

namespace NetController.Firewall.Iptables;

/// <summary>Prints a ruleset as iptables-save prints our part of it.</summary>
internal static class RulesetText
{
    /// <summary>The text of a ruleset.</summary>
    /// <param name="ruleset">The ruleset.</param>
    /// <param name="network">Only the rules of this network; null for everything.</param>
    public static string Print(IptablesRuleset ruleset, NetworkId? network = null)
    {
        var text = new StringBuilder();
        foreach (var table in ruleset.Tables)
        {
            var lines = network is { } one ? RulesOf(table, one).ToArray() : [.. Declarations(table), .. Jumps(table), .. Rules(table)];
            if (lines.Length > 0)
            {
                text.Append('*').Append(table.Name).Append('\n').AppendJoin('\n', lines).Append("\nCOMMIT\n");
            }
        }

        return text.Length == 0 ? "" : $"# {IptablesEdit.Program(ruleset.Family)}-save\n{text}";
    }

    private static IEnumerable<string> Declarations(IptablesTable table) => table.Chains.Items.Select(static chain => $":{chain.Name} - [0:0]");

    private static IEnumerable<string> Jumps(IptablesTable table) =>
        table.Jumps.Items.SelectMany(static jumps => jumps.Specifications.Items.Select(rule => $"-A {jumps.Chain} {rule}"));

    private static IEnumerable<string> Rules(IptablesTable table) =>
        table.Chains.Items.SelectMany(static chain => chain.Rules.Items.Select(rule => $"-A {chain.Name} {rule.Specification}"));

    private static IEnumerable<string> RulesOf(IptablesTable table, NetworkId network) => table.Chains.Items.SelectMany(
        chain => chain.Rules.Items.Where(rule => rule.Network == network).Select(rule => $"-A {chain.Name} {rule.Specification}"));
}
