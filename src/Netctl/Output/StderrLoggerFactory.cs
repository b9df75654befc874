using Microsoft.Extensions.Logging;

namespace NetController.Netctl.Output;

/// <summary>The logs of <c>-v</c>: one line each on the stream of diagnostics, in the order they happen.</summary>
internal sealed class StderrLoggerFactory(NetctlConsole console) : ILoggerFactory
{
    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new StderrLogger(this, categoryName);

    /// <summary>Adds nothing: all lines go to the one stream.</summary>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? failure)
    {
        lock (_writing)
        {
            console.Error.WriteLine($"{Word(level)}: {category}: {message}{(failure is null ? "" : $": {failure.Message}")}");
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    private sealed class StderrLogger(StderrLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Debug and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                factory.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }
}
