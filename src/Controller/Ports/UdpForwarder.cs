using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace NetController.Ports;

/// <summary>Leads the datagrams that a held socket takes to an endpoint, and the answers back; each client has a socket of its own.</summary>
internal sealed class UdpForwarder(Socket socket, IPEndPoint target, IPortSockets sockets, ILogger logger)
{
    private const int MaxDatagram = 65535;

    /// <summary>Bounds what clients with forged addresses can cost.</summary>
    private const int MaxClients = 4096;

    /// <summary>As long as the kernel remembers a flow that was answered (<c>nf_conntrack_udp_timeout_stream</c>).</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<IPEndPoint, Socket> _clients = new();

    /// <summary>Runs until it is stopped or the socket is closed; never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Yield();
        var buffer = new byte[MaxDatagram];
        var anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, stop).ConfigureAwait(false);
                if (ServerOf((IPEndPoint)received.RemoteEndPoint, stop) is { } server)
                {
                    await server.SendAsync(buffer.AsMemory(0, received.ReceivedBytes), SocketFlags.None, stop).ConfigureAwait(false);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }
            }
            catch (SocketException failure)
            {
                // An earlier datagram that was refused is told here; the next may pass.
                ControllerLog.ForwardingFailed(logger, target, failure.Message);
            }
        }
    }

    private Socket? ServerOf(IPEndPoint client, CancellationToken stop)
    {
        if (_clients.TryGetValue(client, out var known))
        {
            return known;
        }

        if (_clients.Count >= MaxClients)
        {
            return null;
        }

        var server = sockets.OpenOutgoing(TransportProtocol.Udp, target.Address.Family());
        server.Connect(target);
        _clients[client] = server;
        _ = AnswerAsync(client, server, stop);
        return server;
    }

    /// <summary>Leads answers back until none has come for a while.</summary>
    private async Task AnswerAsync(IPEndPoint client, Socket server, CancellationToken stop)
    {
        var buffer = new byte[MaxDatagram];
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using (server)
        {
            try
            {
                while (true)
                {
                    ending.CancelAfter(Idle);
                    var count = await server.ReceiveAsync(buffer, SocketFlags.None, ending.Token).ConfigureAwait(false);
                    await socket.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, client, stop).ConfigureAwait(false);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                _clients.TryRemove(client, out _);
            }
        }
    }
}
