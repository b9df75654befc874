using System.Collections.Immutable;
using NetController;
using NetDaemon.Listening;
using NetDaemon.Options;
using NetDaemon.Process;

namespace NetDaemon.Life;

/// <summary>Takes over what SIGHUP can change, and says of the rest that it waits for a restart. Options that are wrong change nothing.</summary>
internal sealed class Reloader
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly DaemonOptions _started;
    private readonly DaemonLog _log;
    private readonly TlsCertificates? _certificates;
    private readonly NetworkController _controller;

    public Reloader(IReadOnlyList<string> arguments, DaemonOptions started, DaemonLog log, TlsCertificates? certificates, NetworkController controller) =>
        (_arguments, _started, Current, _log, _certificates, _controller) = (arguments, started, started, log, certificates, controller);

    /// <summary>The options in force, as far as they can be reloaded.</summary>
    public DaemonOptions Current { get; private set; }

    /// <summary>Reads flags' files and the configuration file again.</summary>
    public void Reload()
    {
        try
        {
            var read = OptionsReader.Read(_arguments);
            if (_started.Tls is { } tls)
            {
                _certificates?.Reload(tls);
            }

            Apply(read);
        }
        catch (OptionsException wrong)
        {
            DaemonMessages.ReloadRefused(_log.Logger, wrong.Message);
        }
    }

    private void Apply(DaemonOptions read)
    {
        foreach (var option in OptionTable.All)
        {
            var (before, now) = ((option.Reloadable ? Current : _started).Given.GetValueOrDefault(option.Flag), read.Given.GetValueOrDefault(option.Flag));
            if (Equals(before, now))
            {
                continue;
            }

            if (option.Reloadable)
            {
                DaemonMessages.Reloaded(_log.Logger, option.Key, now?.ToString() ?? "its default");
            }
            else
            {
                DaemonMessages.NeedsRestart(_log.Logger, option.Key, now?.ToString() ?? "its default");
            }
        }

        _log.Level = read.LogLevel;
        _controller.ReplaceReservedSubnets(ReservedSubnets(read));
        Current = Current with { LogLevel = read.LogLevel, ShutdownTimeout = read.ShutdownTimeout, Given = read.Given };
        DaemonMessages.ReloadDone(_log.Logger);
    }

    private static ImmutableArray<IPPrefix> ReservedSubnets(DaemonOptions read) =>
        read.Given.TryGetValue(OptionTable.ReservedSubnet.Flag, out var given) ? [.. given.Values.Select(static text => IPPrefix.Parse(text))] : [];
}
