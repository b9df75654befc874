using Microsoft.Extensions.Logging;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Loggers whose every error fails to be written, or every entry of another level.</summary>
internal sealed class FailingLoggers : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The level that fails.</summary>
    public LogLevel Fails { get; set; } = LogLevel.Error;

    /// <summary>Completes with the first entry that fails.</summary>
    public Task Failed => _failed.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == Fails)
        {
            _failed.TrySetResult();
            throw new InvalidOperationException("the log is full");
        }
    }

    public void Dispose()
    {
    }
}
