namespace NetDaemon.Options;

/// <summary>Brings together what flags, environment and configuration file say. A flag wins over the environment; neither may repeat the file.</summary>
internal static class OptionsReader
{
    /// <summary>Reads everything anew; a reload calls it again.</summary>
    /// <exception cref="OptionsException">Something is wrong; all of it is told.</exception>
    public static DaemonOptions Read(IReadOnlyList<string> arguments)
    {
        var flags = FlagReader.Read(arguments);
        if (flags.ContainsKey(OptionTable.Help.Flag) || flags.ContainsKey(OptionTable.Version.Flag))
        {
            // What is printed then depends on nothing else, and must not fail by anything else.
            return OptionsBinder.Bind(flags);
        }

        var environment = EnvironmentReader.Read();
        var file = ConfigFileReader.Read(flags.GetValueOrDefault(OptionTable.ConfigFile.Flag)?.Values[^1]);
        RefuseRepetition(flags, "a flag", file);
        RefuseRepetition(environment, "the environment", file);
        var settings = new Dictionary<string, Setting>(file, StringComparer.Ordinal);
        foreach (var (flag, setting) in environment.Concat(flags))
        {
            settings[flag] = setting;
        }

        return OptionsBinder.Bind(settings);
    }

    /// <summary>The same option in two places would leave unclear which of them is in force, as dockerd has it.</summary>
    private static void RefuseRepetition(Dictionary<string, Setting> given, string where, Dictionary<string, Setting> file)
    {
        var twice = given.Values.Where(setting => file.ContainsKey(setting.Option.Flag))
            .Select(setting => $"{setting.Option.Key}: given both by {where} ({setting}) and in the configuration file ({file[setting.Option.Flag]})")
            .ToArray();
        if (twice.Length > 0)
        {
            throw new OptionsException(twice);
        }
    }
}
