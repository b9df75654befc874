using System.Globalization;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Writes tables with all that is in them as a file for <c>nft -f</c>, laid out as <c>nft list ruleset</c> does, but with each element of a set on a line of its own.</summary>
internal sealed class NftTableWriter
{
    private const string Inside = "\t";
    private const string Deep = "\t\t";

    /// <summary>So that elements stand below each other after <c>elements = { </c>.</summary>
    private const string BetweenElements = ",\n\t\t\t     ";

    private readonly StringBuilder _text = new();
    private bool _isFirst;

    internal void Begin(NftTable table)
    {
        Name(table.Name, "");
        _text.Append(CultureInfo.InvariantCulture, $"table {table.Reference} {{\n");
        var block = NftTableText.Block(table);
        block.AppendTo(_text, Inside);
        _isFirst = block.IsEmpty;
    }

    internal void Add(NftSet set, IReadOnlyList<NftElement> elements)
    {
        Separate();
        Name(set.Name, Inside);
        _text.Append('\t').Append(NftSetText.Keyword(set)).Append(' ').Append(set.Name).Append(" {\n");
        var block = NftSetText.Block(set);
        block.Add(NftSetText.Elements(set, elements, BetweenElements) is { } list ? $"elements = {list}" : null);
        block.AppendTo(_text, Deep);
        _text.Append("\t}\n");
    }

    internal void Add(NftChain chain, IEnumerable<string> rules)
    {
        Separate();
        Name(chain.Name, Inside);
        _text.Append('\t').Append("chain ").Append(chain.Name).Append(" {\n");
        NftChainText.Block(chain).AppendTo(_text, Deep);
        foreach (var rule in rules)
        {
            _text.Append(Deep).Append(rule).Append('\n');
        }

        _text.Append("\t}\n");
    }

    internal void End() => _text.Append("}\n");

    /// <summary>All that was written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text.ToString();

    private void Separate()
    {
        _text.Append(_isFirst ? "" : "\n");
        _isFirst = false;
    }

    private void Name(string name, string indentation)
    {
        if (!NftTypable.Is(name))
        {
            _text.Append(indentation).Append(CultureInfo.InvariantCulture, $"# nft has no way to write the name \"{name}\"\n");
        }
    }
}
