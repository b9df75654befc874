using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>The rules for names and comments of nf_tables, checked before anything is sent.</summary>
internal static class NftName
{
    /// <summary>NFT_NAME_MAXLEN without the terminating zero.</summary>
    internal const int MaximumLength = 255;

    /// <summary>NFTNL_UDATA_COMMENT_MAXLEN: what nft(8) reads back.</summary>
    internal const int MaximumComment = 128;

    internal static string Check(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return Fault(name) is { } fault ? throw new ArgumentException($"\"{name}\" is not a name for an object of nf_tables: {fault}.", parameter) : name;
    }

    internal static string? CheckComment(string? comment, string parameter)
    {
        if (comment is null || IsComment(comment))
        {
            return comment;
        }

        throw Encoding.UTF8.GetByteCount(comment) is var bytes && bytes > MaximumComment
            ? new ArgumentException($"The comment has {bytes} bytes, and {MaximumComment} is the limit.", parameter)
            : new ArgumentException("A comment cannot hold a quotation mark, a line end or a zero character.", parameter);
    }

    /// <summary>Whether nft can read the text back: it has no way to write a quotation mark inside a quoted text.</summary>
    internal static bool IsComment(string text) => Encoding.UTF8.GetByteCount(text) <= MaximumComment && !text.AsSpan().ContainsAny('"', '\0', '\n');

    private static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (Encoding.UTF8.GetByteCount(name) is var bytes && bytes > MaximumLength)
        {
            return $"it has {bytes} bytes, and {MaximumLength} is the limit";
        }

        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character is '"' or '{' or '}' or ';')
            {
                return "it holds a blank, a control character, a quotation mark, a brace or a semicolon";
            }
        }

        return null;
    }
}
