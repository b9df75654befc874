using System.Text;

namespace NetDaemon.Options;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const int Column = 42;

    /// <summary>The text.</summary>
    public static string Make()
    {
        var text = new StringBuilder("Usage: NetDaemon [OPTIONS]\n\nA daemon that owns a host's container networks.\n\nOptions:\n");
        foreach (var option in OptionTable.All)
        {
            var letter = option.Letter is { } one ? $"-{one}, " : "    ";
            var flag = $"  {letter}--{option.Flag} {option.Value}".TrimEnd();
            text.Append(flag.PadRight(Column)).Append(flag.Length < Column ? "" : "  ").Append(option.Help).Append('\n');
        }

        return text.Append($"\nAll but --{string.Join(", --", OptionTable.All.Where(static option => option.Key.Length == 0).Select(static option => option.Flag))} may also be keys of the configuration file\n")
            .Append($"({ConfigFileReader.DefaultPath}) or environment variables {OptionTable.VariablePrefix}*; there a list is named in the plural, such as reserved-subnets.\n")
            .ToString();
    }
}
