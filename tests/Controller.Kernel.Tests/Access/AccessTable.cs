using System.Collections.Immutable;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>
/// A table of who reaches what, as people read and write it: a line a row, its name first and then a cell a column, at least two blanks in
/// between. The lines of the head begin with a blank.
/// </summary>
/// <param name="Rows">The rows.</param>
internal sealed record AccessTable(ImmutableArray<AccessRow> Rows)
{
    /// <summary>Nothing is sent: there is no such thing in that family.</summary>
    public const string NoProbe = ".";

    /// <summary>Sent, not answered, and nothing arrived.</summary>
    public const string Silence = "-";

    /// <summary>What ends the name of a row that holds only where the rules are asked about what a bridge switches.</summary>
    private const string WhereBridgesFilter = " (bridge filters)";

    /// <summary>What ends the name of a row that holds only where they are not.</summary>
    private const string WhereBridgesSwitch = " (bridge switches)";

    /// <summary>Reads a table.</summary>
    /// <param name="text">The table.</param>
    /// <param name="columns">How many cells a row has.</param>
    /// <param name="filtersSwitchedFrames">Which rows count, of those that depend on it.</param>
    public static AccessTable Parse(string text, int columns, bool filtersSwitchedFrames = false)
    {
        var rows = text.Split('\n')
            .Where(static line => line.Length > 0 && line[0] != ' ')
            .Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var (with, without) = filtersSwitchedFrames ? (WhereBridgesFilter, WhereBridgesSwitch) : (WhereBridgesSwitch, WhereBridgesFilter);
        return new AccessTable([.. rows.Where(words => !words[0].EndsWith(without, StringComparison.Ordinal)).Select(words => words.Length == columns + 1
            ? new AccessRow(words[0].Replace(with, "", StringComparison.Ordinal), [.. words[1..]])
            : throw new FormatException($"'{string.Join(" | ", words)}' has {words.Length - 1} cells and not {columns}"))]);
    }
}

/// <summary>A row.</summary>
/// <param name="Name">Who calls, and by which address.</param>
/// <param name="Cells">What comes of it, a column each; <c>a/b</c> where IPv4 has a and IPv6 has b.</param>
internal sealed record AccessRow(string Name, ImmutableArray<string> Cells)
{
    /// <summary>A cell for one family.</summary>
    public string Cell(int column, IPFamily family) => Cells[column].Split('/') is [var v4, var v6] ? family == IPFamily.IPv4 ? v4 : v6 : Cells[column];
}
