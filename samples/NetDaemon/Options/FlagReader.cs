using System.Collections.Immutable;

namespace NetDaemon.Options;

/// <summary>Reads a command line as Docker's programs do: <c>--mtu 1400</c>, <c>--mtu=1400</c>, <c>-H ADDRESS</c>, <c>-D</c>, <c>--icc=false</c>. The last of two values wins, except for lists.</summary>
internal sealed class FlagReader(IReadOnlyList<string> arguments)
{
    private const string SeeHelp = "see 'NetDaemon --help'";

    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>What the arguments say.</summary>
    /// <exception cref="OptionsException">An argument is no flag, or a flag has no value.</exception>
    public static Dictionary<string, Setting> Read(IReadOnlyList<string> arguments)
    {
        var reader = new FlagReader(arguments);
        while (reader._next < arguments.Count)
        {
            reader.ReadOne(arguments[reader._next++]);
        }

        return reader._settings;
    }

    private void ReadOne(string argument)
    {
        if (argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument[2..] : argument[2..equals];
            var option = OptionTable.All.FirstOrDefault(option => option.Flag == name) ?? throw new OptionsException($"unknown flag: --{name}; {SeeHelp}");
            Add(option, equals < 0 ? null : argument[(equals + 1)..]);
        }
        else if (argument is ['-', not '-', ..])
        {
            var option = OptionTable.All.FirstOrDefault(option => option.Letter == argument[1]) ?? throw new OptionsException($"unknown flag: -{argument[1]}; {SeeHelp}");
            if (option.Kind == OptionKind.Switch && argument.Length > 2 && argument[2] != '=')
            {
                throw new OptionsException($"flag -{argument[1]} stands alone: '{argument}' is no flag; {SeeHelp}");
            }

            Add(option, argument.Length == 2 ? null : argument[2..].TrimStart('='));
        }
        else
        {
            throw new OptionsException($"'{argument}' is no flag, and there are no other arguments; {SeeHelp}");
        }
    }

    private void Add(DaemonOption option, string? value)
    {
        value ??= option.Kind == OptionKind.Switch ? "true" : Next(option);
        ImmutableArray<string> before = option.Kind == OptionKind.List && _settings.TryGetValue(option.Flag, out var earlier) ? earlier.Values : [];
        _settings[option.Flag] = new Setting(option, before.Add(value));
    }

    private string Next(DaemonOption option) =>
        _next < arguments.Count ? arguments[_next++] : throw new OptionsException($"flag --{option.Flag} needs a value: --{option.Flag} {option.Value}; {SeeHelp}");
}
