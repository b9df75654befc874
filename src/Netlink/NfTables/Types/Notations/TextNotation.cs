using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Texts filled with zeros, in quotation marks: names of interfaces and the like.</summary>
internal sealed class TextNotation : NftNotation
{
    internal override string Format(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value.TrimEnd((byte)0));

        // An asterisk at the end means "begins with" to nft, unless it is escaped.
        return text.EndsWith('*') ? $"\"{text[..^1]}\\*\"" : $"\"{text}\"";
    }

    internal override bool TryParse(string text, Span<byte> value)
    {
        var name = text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        name = name.EndsWith("\\*", StringComparison.Ordinal) ? $"{name[..^2]}*" : name.EndsWith('*') ? "" : name;
        if (name.Length == 0 || name.Contains('"', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(name) >= value.Length)
        {
            return false;
        }

        value.Clear();
        Encoding.UTF8.GetBytes(name, value);
        return true;
    }

    /// <summary>All texts that begin so: <c>"veth*"</c>.</summary>
    internal static string FormatPrefix(ReadOnlySpan<byte> prefix) => $"\"{Encoding.UTF8.GetString(prefix)}*\"";
}
