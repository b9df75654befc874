using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace NetDaemon.Process;

/// <summary>The log: a line an entry on standard error, from before the first step to after the last, at a level that can be changed.</summary>
internal sealed class DaemonLog : IDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    /// <summary>Those whose every request would be told.</summary>
    private const string Server = "Microsoft.";

    private readonly ServiceProvider _services;
    private volatile LogLevelBox _level;

    public DaemonLog(LogLevel level, bool json)
    {
        _level = new LogLevelBox(level);
        _services = new ServiceCollection().AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace).AddFilter(IsEnabled);
            logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            _ = json
                ? logging.AddJsonConsole(static console => (console.TimestampFormat, console.UseUtcTimestamp) = (TimeFormat.TrimEnd(), true))
                : logging.AddSimpleConsole(static console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, TimeFormat, true));
        }).BuildServiceProvider();
        Factory = _services.GetRequiredService<ILoggerFactory>();
        Logger = Factory.CreateLogger("NetDaemon");
    }

    /// <summary>Makes loggers for every part.</summary>
    public ILoggerFactory Factory { get; }

    /// <summary>The daemon's own.</summary>
    public ILogger Logger { get; }

    /// <summary>The least serious entries that are written.</summary>
    public LogLevel Level
    {
        get => _level.Value;
        set => _level = new LogLevelBox(value);
    }

    /// <summary>Writes what is waiting.</summary>
    public void Dispose() => _services.Dispose();

    private bool IsEnabled(string? category, LogLevel level) =>
        level >= Level && (level >= LogLevel.Warning || Level <= LogLevel.Debug || category?.StartsWith(Server, StringComparison.Ordinal) != true);

    private sealed record LogLevelBox(LogLevel Value);
}
