using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>What stands between the braces of an object: statements that are lines of their own in a file, and one line with semicolons in a command.</summary>
internal readonly struct NftBlock()
{
    private readonly List<string> _lines = [];

    internal bool IsEmpty => _lines.Count == 0;

    /// <summary>Adds a statement, unless there is none.</summary>
    internal void Add(string? statement)
    {
        if (statement is not null)
        {
            _lines.Add(statement);
        }
    }

    internal void AddComment(string? comment) => Add(comment is null ? null : $"comment \"{comment}\"");

    /// <summary>The block on one line: <c>{ a; b; }</c>; nothing when it is empty and need not be there.</summary>
    internal string OnOneLine()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
        {
            text.Append(line).Append(line.EndsWith(';') ? " " : "; ");
        }

        return _lines.Count == 0 ? "" : $" {{ {text}}}";
    }

    /// <summary>The block as lines, each with this before it.</summary>
    internal void AppendTo(StringBuilder text, string indentation)
    {
        foreach (var line in _lines)
        {
            text.Append(indentation).Append(line).Append('\n');
        }
    }
}
