namespace NetController.Netctl.Output;

/// <summary>Where a command writes: data to one stream, diagnostics to the other, and what is known of the terminal behind them.</summary>
/// <param name="output">Takes data and nothing else.</param>
/// <param name="error">Takes errors, hints, warnings and logs.</param>
internal sealed class NetctlConsole(TextWriter output, TextWriter error)
{
    /// <summary>The width that a terminal is taken to have at least.</summary>
    public const int NarrowestWidth = 80;

    /// <summary>Takes data.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Takes diagnostics.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Where a person answers questions; null where nobody can.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The columns of the terminal; null where the output is read by a program, for which nothing may be cut or wrapped.</summary>
    public int? Width { get; init; }

    /// <summary>Whether data may be coloured.</summary>
    public bool ColorOutput { get; init; }

    /// <summary>Whether diagnostics may be coloured.</summary>
    public bool ColorError { get; init; }

    /// <summary>Hands everything written so far to the operating system, data first.</summary>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    public async ValueTask FlushAsync()
    {
        await Output.FlushAsync().ConfigureAwait(false);
        await Error.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Writes one diagnostic: a word that says what it is, and the text. Data written before it is shown before it.</summary>
    public void Diagnose(Severity severity, string text)
    {
        Output.Flush();
        var (word, color) = severity switch
        {
            Severity.Error => ("error", "31"),
            Severity.Warning => ("warning", "33"),
            _ => ("hint", "36"),
        };
        Error.WriteLine(ColorError ? $"\e[{color}m{word}:\e[0m {text}" : $"{word}: {text}");
    }
}

/// <summary>What a diagnostic is.</summary>
internal enum Severity
{
    /// <summary>Why the command did not do what it was asked.</summary>
    Error,

    /// <summary>What a person should know although the command did its work.</summary>
    Warning,

    /// <summary>What to do about the line before.</summary>
    Hint,
}
