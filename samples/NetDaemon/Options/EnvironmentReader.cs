using System.Collections;

namespace NetDaemon.Options;

/// <summary>Reads the variables <c>NETDAEMON_*</c>, such as <c>NETDAEMON_DATA_ROOT</c>; the values of a list are separated by spaces.</summary>
internal static class EnvironmentReader
{
    /// <summary>What the environment says.</summary>
    /// <exception cref="OptionsException">A variable is no option.</exception>
    public static Dictionary<string, Setting> Read()
    {
        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(OptionTable.VariablePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (OptionTable.All.FirstOrDefault(option => option.Key.Length > 0 && option.Variable == name) is { } option)
            {
                var value = (string?)variable.Value ?? "";
                settings[option.Flag] = new Setting(option, option.Kind == OptionKind.List ? [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [value]);
            }
            else
            {
                unknown.Add($"environment variable {name} is no option");
            }
        }

        return unknown.Count == 0 ? settings : throw new OptionsException(unknown);
    }
}
