using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetController;
using NetController.AspNetCore;
using NetDaemon.Life;
using NetDaemon.Listening;
using NetDaemon.Metrics;
using NetDaemon.Options;
using NetDaemon.Process;

namespace NetDaemon;

/// <summary>The daemon's life, step by step, in the order in which dockerd starts.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private readonly Stopwatch _started = Stopwatch.StartNew();
    private readonly IReadOnlyList<string> _arguments;
    private readonly DaemonOptions _options;
    private readonly DaemonLog _log;
    private readonly OpenConnections _connections = new();
    private readonly PrometheusMetrics _metrics = new();
    private readonly ServiceManager _serviceManager = new();
    private PidFile? _pidFile;
    private Listeners? _listeners;
    private Signals? _signals;
    private TlsCertificates? _certificates;
    private WebApplication? _app;
    private Reloader? _reloader;
    private bool _isReady;

    private Daemon(IReadOnlyList<string> arguments, DaemonOptions options, DaemonLog log) => (_arguments, _options, _log) = (arguments, options, log);

    private ILogger Logger => _log.Logger;

    private CancellationToken Stop => _signals!.Stop;

    /// <summary>Runs the daemon until a signal stops it.</summary>
    /// <returns>What the process ends with.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        Daemon? begun = null;
        try
        {
            var options = OptionsReader.Read(arguments);
            if (CommandLineAnswer.Of(options) is { } answer)
            {
                Console.Out.Write(answer);
                return ExitCodes.Ok;
            }

            using var log = SetUpLog(options);
            await using var daemon = begun = new Daemon(arguments, options, log);
            return await daemon.RunAsync();
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine($"{(begun is { _isReady: true } ? "daemon failed" : "failed to start daemon")}: {failure.Message}");
            return ExitCodes.Of(failure);
        }
    }

    private async Task<int> RunAsync()
    {
        try
        {
            CheckPrivileges();
            SetUmask();
            MakeFolders();
            WritePidFile();
            OpenListeners();
            HandleSignals();
            var builder = ComposeController();
            ComposeServer(builder);
            MapMetrics();
            MapRoutes();
            await InitializeAndServeAsync();
            NotifyReady();
            await ReloadUntilStoppedAsync();
        }
        catch (OperationCanceledException) when (_signals?.Stop.IsCancellationRequested == true)
        {
            // A signal ends the serving, or the start: what had begun then is closed as after a whole start.
        }
        catch (Exception failure)
        {
            DaemonMessages.Failure(Logger, failure);
            throw;
        }

        return await ShutDownAsync();
    }

    private static DaemonLog SetUpLog(DaemonOptions options) => new(options.LogLevel, options.LogsJson);

    private static void CheckPrivileges() => Privileges.Require();

    private static void SetUmask() => Process.Interop.LibC.SetUmask(Folders.Umask);

    private void MakeFolders()
    {
        Folders.Make(_options.DataRoot, Folders.State);
        Folders.Make(_options.ExecRoot, Folders.Run);
    }

    private void WritePidFile()
    {
        _pidFile = PidFile.Write(_options.PidFile, out var stale);
        DaemonMessages.Starting(Logger, Environment.ProcessId);
        if (stale is not null)
        {
            DaemonMessages.StalePidFile(Logger, _options.PidFile, stale);
        }
    }

    private void OpenListeners()
    {
        _certificates = _options.Tls is { } files ? TlsCertificates.Read(files) : null;
        _listeners = Listeners.Open(_options);
    }

    private void HandleSignals() => _signals = Signals.Handle(Logger);

    /// <summary>
    /// The host initialises the controller before it starts the server, and closes it after the server has stopped. A daemon with a container
    /// runtime adds an <c>IActiveSandboxSource</c> that asks it; without one a sandbox lives as long as its network namespace does.
    /// </summary>
    private WebApplicationBuilder ComposeController()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_log.Factory);
        builder.Services.AddNetworkController(_options.Network);
        builder.Services.AddHealthChecks().AddNetworkController();
        // The limit is --shutdown-timeout, which a reload may change: the host's own would be a second one.
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        return builder;
    }

    private void ComposeServer(WebApplicationBuilder builder)
    {
        builder.Services.AddRoutingCore();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DaemonLifetime>());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endPoint => _listeners!.Take(endPoint));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var host in _options.Hosts)
            {
                kestrel.Listen(host.EndPoint, listen => Configure(listen, host));
            }
        });
        _app = builder.Build();
    }

    private void Configure(ListenOptions listen, ListenAddress host)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(_connections.Track);
        if (!host.IsUnix)
        {
            listen.UseHttps(_certificates!.Configure);
        }
    }

    private void MapMetrics()
    {
        _app!.MapGet("/metrics", _metrics.AnswerAsync);
        _app!.MapHealthChecks("/health");
    }

    private void MapRoutes() => _app!.MapNetworkControllerApi(new NetworkControllerApiOptions { ProductName = "NetDaemon" });

    private async Task InitializeAndServeAsync()
    {
        await _app!.StartAsync(Stop);
        if (_app.Services.GetRequiredService<NetworkController>().Report.ActiveSandboxes is { IsEmpty: false } active)
        {
            DaemonMessages.SandboxesAlive(Logger, active.Length);
        }

        foreach (var host in _options.Hosts)
        {
            DaemonMessages.Listening(Logger, host.Text);
        }
    }

    private void NotifyReady()
    {
        _serviceManager.Ready();
        _isReady = true;
        DaemonMessages.Ready(Logger, _started.ElapsedMilliseconds);
    }

    private async Task ReloadUntilStoppedAsync()
    {
        _reloader = new Reloader(_arguments, _options, _log, _certificates, _app!.Services.GetRequiredService<NetworkController>());
        await foreach (var _ in _signals!.Reloads)
        {
            _serviceManager.Reloading();
            _reloader.Reload();
            _serviceManager.Reloaded();
        }
    }

    /// <summary>Half of the time is the clients', who may end what they have begun; the other half is the controller's.</summary>
    private async Task<int> ShutDownAsync()
    {
        _serviceManager.Stopping();
        var limit = (_reloader?.Current ?? _options).ShutdownTimeout;
        using var ended = new CancellationTokenSource();
        using var late = new CancellationTokenSource(limit);
        var cutting = _connections.AbortAfterAsync(limit / 2, ended.Token);
        try
        {
            await (_app?.StopAsync(late.Token) ?? Task.CompletedTask);
            DaemonMessages.Stopped(Logger);
            return ExitCodes.Ok;
        }
        catch (Exception) when (late.IsCancellationRequested)
        {
            // Of several services that are late the host makes one failure.
            DaemonMessages.NotStoppedInTime(Logger, limit.TotalSeconds);
            return ExitCodes.Failed;
        }
        catch (Exception failure)
        {
            DaemonMessages.StopFailed(Logger, failure.Message);
            DaemonMessages.Failure(Logger, failure);
            return ExitCodes.Failed;
        }
        finally
        {
            await ended.CancelAsync();
            if (await cutting is > 0 and var cut)
            {
                DaemonMessages.ConnectionsCut(Logger, cut);
            }
        }
    }

    /// <summary>Gives back everything that was taken, in reverse; the pid file last, because it says that the rest is in use.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _serviceManager.DisposeAsync();
        _metrics.Dispose();
        _listeners?.Dispose();
        _signals?.Dispose();
        _pidFile?.Dispose();
    }
}
