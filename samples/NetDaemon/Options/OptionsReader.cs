namespace NetDaemon.Options;

/// <summary>Brings together what flags, environment and configuration file say. A flag wins over the environment; neither may repeat the file.</summary>
internal static class OptionsReader
{
    /// <summary>Reads everything anew; a reload calls it again.</summary>
    /// <exception cref="OptionsException">Something is wrong; all of it is told.</exception>
    public static DaemonOptions Read(IReadOnlyList<string> arguments)
    {
        var flags = FlagReader.Read(arguments);
        if (new[] { OptionTable.Help, OptionTable.Version }.Any(option => flags.GetValueOrDefault(option.Flag)?.Values[^1] == "true"))
        {
            // What is printed then depends on nothing else, and must not fail by anything else.
            return OptionsBinder.Bind(flags);
        }

        var problems = new List<string>();
        var environment = Collect(EnvironmentReader.Read, problems);
        var file = Collect(() => ConfigFileReader.Read(flags.GetValueOrDefault(OptionTable.ConfigFile.Flag)?.Values[^1]), problems);
        problems.AddRange(Repetitions(flags, "a flag", file).Concat(Repetitions(environment, "the environment", file)));
        if (problems.Count > 0)
        {
            throw new OptionsException(problems);
        }

        var settings = new Dictionary<string, Setting>(file, StringComparer.Ordinal);
        foreach (var (flag, setting) in environment.Concat(flags))
        {
            settings[flag] = setting;
        }

        return OptionsBinder.Bind(settings);
    }

    /// <summary>What one source says; what is wrong with it is told together with the others'.</summary>
    private static Dictionary<string, Setting> Collect(Func<Dictionary<string, Setting>> read, List<string> problems)
    {
        try
        {
            return read();
        }
        catch (OptionsException wrong)
        {
            problems.AddRange(wrong.Problems);
            return new Dictionary<string, Setting>(StringComparer.Ordinal);
        }
    }

    /// <summary>The same option in two places would leave unclear which of them is in force, as dockerd has it.</summary>
    private static IEnumerable<string> Repetitions(Dictionary<string, Setting> given, string where, Dictionary<string, Setting> file) => given.Values
        .Where(setting => file.ContainsKey(setting.Option.Flag))
        .Select(setting => $"{setting.Option.Key}: given both by {where} ({setting}) and in the configuration file ({file[setting.Option.Flag]})");
}
