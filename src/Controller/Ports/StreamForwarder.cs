using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace NetController.Ports;

/// <summary>Leads the connections that a held socket takes to an endpoint. One that fails ends alone.</summary>
internal sealed class StreamForwarder(
    TransportProtocol protocol, Socket listener, IPEndPoint target, ForwardedCallers callers, IPortSockets sockets, ILogger logger)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Runs until the socket is closed, after <paramref name="stop"/>; never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var connection = new IncomingConnection();
        while (!stop.IsCancellationRequested)
        {
            var outcome = await connection.AcceptAsync(listener).ConfigureAwait(false);
            if (outcome == SocketError.Success)
            {
                _ = ServeAsync(connection.AcceptSocket!, stop);
            }
            else if (outcome != SocketError.OperationAborted && !stop.IsCancellationRequested)
            {
                // A connection that was gone before it was taken, or no descriptor left: the next one may succeed.
                ControllerLog.ForwardingFailed(logger, target, outcome.ToString());
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                if (callers.AreEnclosed(((IPEndPoint)client.RemoteEndPoint!).Address))
                {
                    return;
                }

                using var server = sockets.OpenOutgoing(protocol, target.Address.Family());
                await server.ConnectAsync(target, stop).ConfigureAwait(false);
                await Task.WhenAll(PumpAsync(client, server, stop), PumpAsync(server, client, stop)).ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
            {
                if (ended is SocketException or IOException)
                {
                    ControllerLog.ForwardingFailed(logger, target, ended.Message);
                }
            }
        }
    }

    /// <summary>Copies one direction to its end; the other may go on.</summary>
    private static async Task PumpAsync(Socket from, Socket to, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, stop).ConfigureAwait(false) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, stop).ConfigureAwait(false);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // One side broke off: the other direction must not wait for ever.
            from.Dispose();
            to.Dispose();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
