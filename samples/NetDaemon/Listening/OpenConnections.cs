using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace NetDaemon.Listening;

/// <summary>
/// The connections that are open. A client that never ends its request would otherwise use up the time that is there for an orderly stop,
/// and nothing would be left of it for closing the state.
/// </summary>
internal sealed class OpenConnections
{
    private readonly ConcurrentDictionary<string, ConnectionContext> _open = new(StringComparer.Ordinal);

    /// <summary>Knows a connection as long as it lives; connection middleware.</summary>
    public ConnectionDelegate Track(ConnectionDelegate next) => async connection =>
    {
        _open[connection.ConnectionId] = connection;
        try
        {
            await next(connection);
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
        }
    };

    /// <summary>Cuts those that are open after a while, and says how many there were.</summary>
    public async Task<int> AbortAfterAsync(TimeSpan grace, CancellationToken ended)
    {
        try
        {
            await Task.Delay(grace, ended);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        var late = _open.Values.ToArray();
        Array.ForEach(late, static connection => connection.Abort(new ConnectionAbortedException("the daemon stops")));
        return late.Length;
    }
}
