using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>Tables with all that is in them as a file for <c>nft -f</c>.</summary>
internal static class NftRulesetText
{
    internal static string Format(ImmutableArray<NftTableContent> tables)
    {
        var writer = new NftTableWriter();
        foreach (var table in tables)
        {
            Write(writer, table);
        }

        return writer.ToString();
    }

    private static void Write(NftTableWriter writer, NftTableContent table)
    {
        writer.Begin(table.Table);
        foreach (var set in table.Sets)
        {
            // What has no name stands in the rules.
            if (!set.Set.Flags.HasFlag(NftSetFlags.Anonymous))
            {
                writer.Add(set.Set, set.Elements);
            }
        }

        var sets = table.Sets.ToDictionary(static set => set.Set.Name, StringComparer.Ordinal);
        foreach (var chain in table.Chains)
        {
            writer.Add(chain.Chain, chain.Rules.Select(rule => Line(rule.ToText(name => sets.GetValueOrDefault(name)))));
        }

        writer.End();
    }

    private static string Line(NftRuleText rule) => rule.Fidelity is NftTextFidelity.Incomplete ? $"# not in the notation of nft: {rule}" : rule.Text;
}
