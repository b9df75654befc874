using System.Net.Sockets;

namespace NetController.Ports;

/// <summary>
/// Takes one connection after another off a socket that listens. That the socket is closed meanwhile is an outcome like any other, and no exception: an
/// endpoint may give up a hundred ports at once.
/// </summary>
internal sealed class IncomingConnection : SocketAsyncEventArgs
{
    private TaskCompletionSource<SocketError>? _accepted;

    /// <summary>Waits for the next one, which is then <see cref="SocketAsyncEventArgs.AcceptSocket"/>.</summary>
    /// <returns>How it went; <see cref="SocketError.OperationAborted"/> where the socket has been closed.</returns>
    public Task<SocketError> AcceptAsync(Socket listener)
    {
        var accepted = _accepted = new TaskCompletionSource<SocketError>(TaskCreationOptions.RunContinuationsAsynchronously);
        AcceptSocket = null;
        try
        {
            if (!listener.AcceptAsync(this))
            {
                accepted.SetResult(SocketError);
            }
        }
        catch (ObjectDisposedException)
        {
            accepted.SetResult(SocketError.OperationAborted);
        }

        return accepted.Task;
    }

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => _accepted!.SetResult(e.SocketError);
}
