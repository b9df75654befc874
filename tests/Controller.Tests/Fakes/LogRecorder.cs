using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NetController.Controller.Tests.Fakes;

/// <summary>Keeps every message that is logged, whatever its category.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _messages = [];

    /// <summary>The messages so far with their levels.</summary>
    public IReadOnlyCollection<(LogLevel Level, string Text)> Messages => _messages;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
