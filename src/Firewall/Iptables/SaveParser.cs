using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>
/// Reads what iptables-save prints. Takes any text: lines it does not know are passed over, rules it does not know are kept as they
/// stand, and a rule of a chain that was not declared declares it.
/// </summary>
internal static class SaveParser
{
    /// <summary>Reads the whole text; a table named twice is one.</summary>
    public static ObservedRuleset Parse(ReadOnlySpan<char> text)
    {
        var tables = new Dictionary<string, Dictionary<string, ImmutableArray<string>.Builder>>(StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<string>.Builder>? table = null;
        foreach (var raw in text.EnumerateLines())
        {
            var line = raw.Trim();
            if (line.StartsWith("*"))
            {
                table = GetOrAdd(tables, line[1..].Trim().ToString(), static () => new Dictionary<string, ImmutableArray<string>.Builder>(StringComparer.Ordinal));
            }
            else if (table is not null && line.StartsWith(":"))
            {
                ReadChain(table, line[1..]);
            }
            else if (table is not null && WithoutCounters(line) is var rule && rule.StartsWith("-A "))
            {
                ReadRule(table, rule[3..].TrimStart());
            }
            else if (line.SequenceEqual("COMMIT"))
            {
                table = null;
            }
        }

        return new ObservedRuleset(tables.ToImmutableDictionary(
            static table => table.Key,
            static table => table.Value.ToImmutableDictionary(static chain => chain.Key, static chain => chain.Value.ToImmutable(), StringComparer.Ordinal),
            StringComparer.Ordinal));
    }

    private static void ReadChain(Dictionary<string, ImmutableArray<string>.Builder> table, ReadOnlySpan<char> declaration) =>
        Chain(table, FirstWord(declaration));

    private static void ReadRule(Dictionary<string, ImmutableArray<string>.Builder> table, ReadOnlySpan<char> rule)
    {
        var chain = FirstWord(rule);
        Chain(table, chain).Add(rule[chain.Length..].Trim().ToString());
    }

    private static ImmutableArray<string>.Builder Chain(Dictionary<string, ImmutableArray<string>.Builder> table, ReadOnlySpan<char> name) =>
        GetOrAdd(table, name.ToString(), ImmutableArray.CreateBuilder<string>);

    private static TValue GetOrAdd<TValue>(Dictionary<string, TValue> items, string key, Func<TValue> make)
    {
        if (!items.TryGetValue(key, out var value))
        {
            items.Add(key, value = make());
        }

        return value;
    }

    // iptables-save -c puts [packets:bytes] before each rule.
    private static ReadOnlySpan<char> WithoutCounters(ReadOnlySpan<char> line) =>
        line.StartsWith("[") && line.IndexOf("] ") is > 0 and var end ? line[(end + 2)..] : line;

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text) => text.IndexOf(' ') is >= 0 and var end ? text[..end] : text;
}
