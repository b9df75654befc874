using System.CommandLine;
using NetController.Formats;

namespace NetController.Netctl.Options;

/// <summary>
/// Booleans as Docker's command line takes them: <c>--ipv6</c> and <c>--icc=false</c>, never <c>--icc false</c>, which would swallow a name.
/// The parser behind us drops a value that it cannot read; here it is an error.
/// </summary>
internal static class BooleanWords
{
    /// <summary>Gives every boolean option before <c>--</c> its value in so many words.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="command">The command that knows the options, with all commands below it.</param>
    /// <param name="problems">Takes what is wrong, one sentence part each.</param>
    public static string[] Normalize(string[] args, Command command, List<string> problems)
    {
        var booleans = NamesBelow(command).ToHashSet(StringComparer.Ordinal);
        var end = Array.IndexOf(args, "--");
        return [.. args.Select((argument, index) => end >= 0 && index >= end ? argument : Normalize(argument, booleans, problems))];
    }

    private static string Normalize(string argument, HashSet<string> booleans, List<string> problems)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        if (!booleans.Contains(name))
        {
            return argument;
        }

        try
        {
            return equals < 0 || BooleanText.Parse(argument[(equals + 1)..]) ? $"{name}=true" : $"{name}=false";
        }
        catch (FormatException failure)
        {
            problems.Add($"{name}: {failure.Message}");
            return $"{name}=true";
        }
    }

    private static IEnumerable<string> NamesBelow(Command command) => command.Options
        .Where(static option => option.ValueType == typeof(bool) || option.ValueType == typeof(bool?))
        .SelectMany(static option => option.Aliases.Prepend(option.Name))
        .Where(static name => name.StartsWith("--", StringComparison.Ordinal))
        .Concat(command.Subcommands.SelectMany(NamesBelow));
}
