using System.Collections.Immutable;
using System.Globalization;

namespace NetController.Firewall.Iptables;

/// <summary>The text that one <c>iptables-restore --noflush</c> reads: each block up to a <c>COMMIT</c> is one atomic transaction.</summary>
internal sealed class RestoreScript
{
    private readonly ImmutableArray<string> _lines;

    private RestoreScript(ImmutableArray<string> lines) => _lines = lines;

    /// <summary>The script of <paramref name="edits"/>, which stand together by table.</summary>
    /// <param name="edits">The changes.</param>
    /// <param name="blockLength">The most changes of one transaction; by default each table's are one.</param>
    public static RestoreScript Of(ImmutableArray<IptablesEdit> edits, int blockLength = int.MaxValue)
    {
        var lines = ImmutableArray.CreateBuilder<string>(edits.Length + 6);
        foreach (var table in edits.GroupBy(static edit => edit.Table, StringComparer.Ordinal))
        {
            foreach (var block in table.Chunk(blockLength))
            {
                lines.Add($"*{table.Key}");
                lines.AddRange(block.Select(static edit => edit.ScriptLine));
                lines.Add("COMMIT");
            }
        }

        return new RestoreScript(lines.ToImmutable());
    }

    /// <summary>The line of that number, counted from 1 as iptables-restore counts; null where there is none.</summary>
    public string? Line(int number) => number >= 1 && number <= _lines.Length ? _lines[number - 1] : null;

    /// <summary>The line that a message of iptables-restore blames, such as <c>line 3 failed</c> or <c>Error occurred at line: 3</c>; null where it blames none.</summary>
    public string? LineBlamedBy(string message)
    {
        const string word = "line";
        for (var at = message.IndexOf(word, StringComparison.Ordinal); at >= 0; at = message.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var rest = message.AsSpan(at + word.Length).TrimStart(": ");
            var digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? rest[..end] : rest;
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Line(number) is { } line)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Concat(_lines.Select(static line => line + "\n"));
}
