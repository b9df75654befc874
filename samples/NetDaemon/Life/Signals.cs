using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NetDaemon.Process;
using NetDaemon.Process.Interop;

namespace NetDaemon.Life;

/// <summary>Signals: the first to stop asks for an orderly end, the second ends at once; SIGHUP asks for a reload.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _reloads = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly ILogger _logger;

    private Signals(ILogger logger) => _logger = logger;

    /// <summary>Cancelled by the first signal to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The reloads that were asked for; several that were not begun yet are one.</summary>
    public IAsyncEnumerable<bool> Reloads => _reloads.Reader.ReadAllAsync(Stop);

    /// <summary>Handles the signals from now on.</summary>
    public static Signals Handle(ILogger logger)
    {
        var signals = new Signals(logger);
        signals.On(PosixSignal.SIGTERM, 15);
        signals.On(PosixSignal.SIGINT, 2);
        signals.On(PosixSignal.SIGQUIT, 3);
        signals._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            signals._reloads.Writer.TryWrite(true);
        }));
        return signals;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(static registration => registration.Dispose());
        _stop.Dispose();
    }

    private void On(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            DaemonMessages.Forced(_logger, signal);
            // Every record is on the disk already, and whatever holds the orderly stop up must not hold this up.
            LibC.ExitNow(ExitCodes.Signal + number);
        }

        DaemonMessages.Stopping(_logger, signal);
        _stop.Cancel();
    }));
}
