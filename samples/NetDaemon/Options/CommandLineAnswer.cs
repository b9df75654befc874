namespace NetDaemon.Options;

/// <summary>What the command line asks for in place of a daemon.</summary>
internal static class CommandLineAnswer
{
    /// <summary>The text to print; null to run the daemon.</summary>
    public static string? Of(DaemonOptions options)
    {
        if (options.Asks(OptionTable.Help))
        {
            return HelpText.Make();
        }

        if (options.Asks(OptionTable.Version))
        {
            return $"NetDaemon version {typeof(CommandLineAnswer).Assembly.GetName().Version?.ToString(3)}\n";
        }

        return options.Asks(OptionTable.Validate) ? "configuration OK\n" : null;
    }
}
