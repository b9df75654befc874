using System.Text.RegularExpressions;

namespace NetController.Netlink.Tests.Readme;

/// <summary>What the package's README shows is in <see cref="ReadmeCalls"/>, which the compiler checks.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    private static readonly string Calls = string.Join('\n', Read("ReadmeCalls.cs").Split('\n').Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [Test]
    public void Every_call_of_the_tables_compiles()
    {
        var calls = TableRow().Matches(Readme).SelectMany(static row => CodeSpan().Matches(row.Groups["call"].Value)).Select(static span => span.Groups["code"].Value.Replace("\\|", "|", StringComparison.Ordinal)).ToList();

        Assert.That(calls, Has.Count.GreaterThan(60), "the tables are found");
        Assert.That(calls.Where(static call => !IsCommand(call) && !Compiles(call)), Is.Empty);
    }

    [Test]
    public void Every_line_of_the_examples_compiles()
    {
        var lines = Example().Matches(Readme).SelectMany(static example => example.Groups["code"].Value.Split('\n')).Select(static line => line.Trim())
            .Where(static line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("using NetController", StringComparison.Ordinal)).ToList();

        Assert.That(lines, Has.Count.GreaterThan(5), "the examples are found");
        Assert.That(lines.Where(static line => !Calls.Contains(line, StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Whether a piece of code is among the calls; an ellipsis stands for anything within a line.</summary>
    private static bool Compiles(string code)
    {
        var pattern = string.Join(".*", code.Split('…').Select(static part => Regex.Escape(part.Trim())));
        return Regex.IsMatch(Calls, $@"(?<!\w){pattern}(?!\w)");
    }

    /// <summary>A word about a command, not a call.</summary>
    private static bool IsCommand(string code) => code.StartsWith("nft -", StringComparison.Ordinal);

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", name));

    [GeneratedRegex(@"^\| `.*?(?<!\\)\|(?<call>.*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TableRow();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
