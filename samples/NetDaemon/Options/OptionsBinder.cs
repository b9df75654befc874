using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NetController.Hosting;

namespace NetDaemon.Options;

/// <summary>Turns what was given into what the daemon works with, and refuses what cannot be.</summary>
internal sealed class OptionsBinder
{
    private const int LongestShutdownSeconds = 600;

    private readonly IReadOnlyDictionary<string, Setting> _settings;
    private readonly List<string> _problems = [];

    private OptionsBinder(IReadOnlyDictionary<string, Setting> settings) => _settings = settings;

    /// <summary>Binds the settings.</summary>
    /// <exception cref="OptionsException">Something is wrong; all of it is told.</exception>
    public static DaemonOptions Bind(IReadOnlyDictionary<string, Setting> settings)
    {
        var binder = new OptionsBinder(settings);
        var options = binder.Bind();
        binder.CheckNetwork(options.Network);
        return binder._problems.Count == 0 ? options : throw new OptionsException(binder._problems);
    }

    private DaemonOptions Bind()
    {
        CheckForms();
        var hosts = Hosts();
        var (dataRoot, execRoot) = (Folder(OptionTable.DataRoot, "/var/lib/netctl"), Folder(OptionTable.ExecRoot, "/run/netctl"));
        return new DaemonOptions
        {
            Hosts = hosts,
            Group = Text(OptionTable.Group),
            DataRoot = dataRoot,
            ExecRoot = execRoot,
            PidFile = Folder(OptionTable.PidFile, "/run/netdaemon.pid"),
            LogLevel = Level(),
            LogsJson = Word(OptionTable.LogFormat, "text", "json") == "json",
            ShutdownTimeout = TimeSpan.FromSeconds(Number(OptionTable.ShutdownTimeout, 15, 1, LongestShutdownSeconds)),
            Tls = Tls(hosts),
            Network = NetworkSettings.Read(_settings, dataRoot, execRoot, _problems),
            Given = _settings,
        };
    }

    private void CheckForms()
    {
        foreach (var (option, values) in _settings.Values.Select(static setting => (setting.Option, setting.Values)))
        {
            _problems.AddRange(option.Kind switch
            {
                OptionKind.Switch when values[^1] is not ("true" or "false") => [$"--{option.Flag} cannot be '{values[^1]}': write true or false"],
                OptionKind.Number when !int.TryParse(values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _) => [$"--{option.Flag} cannot be '{values[^1]}': write a whole number"],
                _ when values.Any(string.IsNullOrWhiteSpace) => [$"--{option.Flag} is empty"],
                _ => Enumerable.Empty<string>(),
            });
        }
    }

    private ImmutableArray<ListenAddress> Hosts()
    {
        if (_settings.TryGetValue(OptionTable.Host.Flag, out var none) && none.Values.IsEmpty)
        {
            _problems.Add($"--{OptionTable.Host.Flag} is empty: name an address, or leave it out");
        }

        var hosts = ImmutableArray.CreateBuilder<ListenAddress>();
        foreach (var text in _settings.TryGetValue(OptionTable.Host.Flag, out var given) ? given.Values : ["unix:///run/netctl/netctl.sock"])
        {
            try
            {
                hosts.Add(ListenAddress.Parse(text));
            }
            catch (FormatException failure)
            {
                _problems.Add($"--host {failure.Message}");
            }
        }

        _problems.AddRange(hosts.GroupBy(static host => host.EndPoint).Where(static same => same.Count() > 1).Select(static same => $"--host {same.First().Text} is given twice"));
        return hosts.ToImmutable();
    }

    private TlsFiles? Tls(ImmutableArray<ListenAddress> hosts)
    {
        DaemonOption[] files = [OptionTable.TlsCa, OptionTable.TlsCertificate, OptionTable.TlsKey];
        if (Text(OptionTable.TlsVerify) == "true")
        {
            _problems.AddRange(files.Where(file => Text(file) is null).Select(static file => $"--tlsverify needs --{file.Flag}"));
        }
        else
        {
            _problems.AddRange(hosts.Where(static host => !host.IsUnix)
                .Select(static host => $"--host {host.Text} needs --tlsverify: without client certificates every user of this machine could rule its networks"));
            _problems.AddRange(files.Where(file => Text(file) is not null).Select(static file => $"--{file.Flag} has no effect without --tlsverify"));
        }

        return Text(OptionTable.TlsVerify) == "true" && files.All(file => Text(file) is not null)
            ? new TlsFiles(Text(files[0])!, Text(files[1])!, Text(files[2])!)
            : null;
    }

    private LogLevel Level()
    {
        var level = Word(OptionTable.LogLevel, "info", "trace", "debug", "warn", "error", "fatal") switch
        {
            "trace" => LogLevel.Trace,
            "debug" => LogLevel.Debug,
            "warn" => LogLevel.Warning,
            "error" => LogLevel.Error,
            "fatal" => LogLevel.Critical,
            _ => LogLevel.Information,
        };
        return Text(OptionTable.Debug) == "true" && level > LogLevel.Debug ? LogLevel.Debug : level;
    }

    private string Folder(DaemonOption option, string usual)
    {
        var path = Text(option) ?? usual;
        if (!Path.IsPathFullyQualified(path))
        {
            _problems.Add($"--{option.Flag} '{path}' is no absolute path");
        }

        return path;
    }

    private string Word(DaemonOption option, string usual, params string[] others)
    {
        var word = Text(option) ?? usual;
        if (word != usual && !others.Contains(word, StringComparer.Ordinal))
        {
            _problems.Add($"--{option.Flag} cannot be '{word}': write {string.Join(", ", others.Prepend(usual))}");
        }

        return word;
    }

    private int Number(DaemonOption option, int usual, int least, int most)
    {
        if (!int.TryParse(Text(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return usual;
        }

        if (number < least || number > most)
        {
            _problems.Add($"--{option.Flag} {number} is outside {least}–{most}");
        }

        return Math.Clamp(number, least, most);
    }

    private string? Text(DaemonOption option) => _settings.TryGetValue(option.Flag, out var setting) ? setting.Values[^1] : null;

    /// <summary>
    /// Asks the controller's own validation, and says its answer in the daemon's names. Where something is wrong already, only other options that
    /// are wrong by themselves are added: the rest may follow from it.
    /// </summary>
    private void CheckNetwork(IConfiguration network)
    {
        using var services = new ServiceCollection().AddNetworkController(network).BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<NetworkControllerHostOptions>>().Value;
        }
        catch (OptionsValidationException invalid)
        {
            var named = _problems.Select(static problem => problem.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
            _problems.AddRange(invalid.Failures.Select(NetworkSettings.InOurNames)
                .Where(problem => named.Count == 0 || (problem.StartsWith("--", StringComparison.Ordinal) && !named.Contains(problem.Split(' ')[0]))));
        }
    }
}
