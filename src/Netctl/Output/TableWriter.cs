using Spectre.Console;

namespace NetController.Netctl.Output;

/// <summary>Prints rows in columns, as <c>docker network ls</c> does: no lines, three spaces between.</summary>
internal static class TableWriter
{
    // Nothing that a program reads is wrapped: no row of ours comes near.
    private const int Unlimited = 1_000_000;
    private const int Gap = 3;

    // A last column narrower than this is harder to read than lines that the terminal breaks.
    private const int NarrowestLastColumn = 20;

    /// <summary>Prints a table. On a terminal the last column wraps where the row is too long; the others are never wrapped or cut.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="headings">One heading a column.</param>
    /// <param name="rows">The cells, as many as there are headings.</param>
    public static void Write(NetctlConsole console, string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        for (var index = 0; index < headings.Length; index++)
        {
            var isLast = index == headings.Length - 1;
            table.AddColumn(new TableColumn(new Text(headings[index], new Style(decoration: Decoration.Bold)))
            {
                Padding = new Padding(0, 0, isLast ? 0 : Gap, 0),
                NoWrap = !isLast,
            });
        }

        var cells = rows.ToArray();
        foreach (var row in cells)
        {
            table.AddRow(row.Select(static cell => new Text(cell)));
        }

        var before = Enumerable.Range(0, headings.Length - 1).Sum(column => Gap + cells.Append(headings).Max(row => row[column].Length));
        Render(console, table, console.Width is { } width && width - before >= NarrowestLastColumn ? width : Unlimited);
    }

    private static void Render(NetctlConsole console, Table table, int width)
    {
        using var buffer = new StringWriter();
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.ColorOutput ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = console.ColorOutput ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(buffer),
        });
        ansi.Profile.Width = width;
        ansi.Write(table);
        foreach (var line in buffer.ToString().TrimEnd('\n').Split('\n'))
        {
            console.Output.WriteLine(line.TrimEnd());
        }
    }
}
