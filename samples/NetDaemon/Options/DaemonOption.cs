namespace NetDaemon.Options;

/// <summary>What an option takes.</summary>
internal enum OptionKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number that is not negative.</summary>
    Number,

    /// <summary>On or off; the flag alone is on.</summary>
    Switch,

    /// <summary>Texts; the flag can be given several times.</summary>
    List,
}

/// <summary>An option, under dockerd's name where dockerd has it.</summary>
/// <param name="Flag">The flag without its dashes.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Value">What stands for the value in the help; empty for a switch.</param>
/// <param name="Help">What it means.</param>
internal sealed record DaemonOption(string Flag, OptionKind Kind, string Value, string Help)
{
    /// <summary>The one-letter flag.</summary>
    public char? Letter { get; init; }

    /// <summary>The key in the configuration file and, in capitals, in the environment; empty for what only a command line says.</summary>
    public string Key { get; init; } = Flag;

    /// <summary>Where the value goes as it is in the controller's configuration; null for what is not the controller's or needs more than copying.</summary>
    public string? Target { get; init; }

    /// <summary>Whether a running daemon takes a new value on SIGHUP.</summary>
    public bool Reloadable { get; init; }

    /// <summary>The environment variable.</summary>
    public string Variable => $"{OptionTable.VariablePrefix}{Key.Replace('-', '_').ToUpperInvariant()}";
}
