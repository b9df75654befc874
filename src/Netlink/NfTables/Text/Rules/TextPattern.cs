using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>All texts that begin alike: <c>"br*"</c>.</summary>
internal static class TextPattern
{
    /// <summary>The pattern, or null when nft could not read it back.</summary>
    internal static string? Of(NftValue beginning)
    {
        var text = Encoding.UTF8.GetString(beginning.Bytes);
        var isTypable = !text.Contains('�', StringComparison.Ordinal) && !text.AsSpan().ContainsAny('"', '\0', '\n') && !text.EndsWith('\\') && !text.EndsWith('*');
        return isTypable ? TextNotation.FormatPrefix(beginning.Bytes) : null;
    }
}
