using Microsoft.Extensions.Logging;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Loggers whose every error fails to be written.</summary>
internal sealed class FailingLoggers : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Error)
        {
            throw new InvalidOperationException("the log is full");
        }
    }

    public void Dispose()
    {
    }
}
