using System.Text;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Our table in the notation of nft(8).</summary>
internal static class TableText
{
    /// <summary>The whole table as <c>nft list table</c> prints it and <c>nft -f</c> reads it; a comment where nothing of ours is there.</summary>
    public static string Print(HostPolicy? host, IReadOnlyDictionary<ElementKey, ElementClaim> elements, string owner)
    {
        if (host is null)
        {
            return "# no rules\n";
        }

        var bySet = Ordered(elements).ToLookup(static one => one.Key.Set, static one => one.Value.Target.At(one.Key));
        return new NftTableContent(
            new NftTable(TableNames.Table.Family, TableNames.Table.Name) { Comment = owner },
            [.. TableSets.All.Select((set, i) => new NftSetContent(set, [.. bySet[(ElementSet)i]]))],
            TableChains.For(host)).ToString();
    }

    /// <summary>The elements that some claims stand for, as commands that <c>nft -f</c> reads.</summary>
    public static string PrintElements(IReadOnlyDictionary<ElementKey, ElementClaim> elements, Func<ElementClaim, bool> which)
    {
        var text = new StringBuilder();
        foreach (var (key, claim) in Ordered(elements))
        {
            if (which(claim))
            {
                text.Append(TableEdit.AddElement(key, claim.Target).Words).Append('\n');
            }
        }

        return text.ToString();
    }

    // The same policies always mean the same text.
    private static IEnumerable<KeyValuePair<ElementKey, ElementClaim>> Ordered(IReadOnlyDictionary<ElementKey, ElementClaim> elements) => elements
        .OrderBy(static one => one.Key.Set)
        .ThenBy(static one => Convert.ToHexString(one.Key.Value.Bytes), StringComparer.Ordinal);
}
