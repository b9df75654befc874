using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace NetController.Ports;

/// <summary>
/// Leads the datagrams that a held socket takes to an endpoint, and the answers back. Each client has two sockets of its own: one that calls
/// the endpoint, and one that answers from the very address that the client called, of which a host has many.
/// </summary>
internal sealed class UdpForwarder(Socket socket, IPEndPoint target, ForwardedCallers callers, IPortSockets sockets, ILogger logger)
{
    private const int MaxDatagram = 65535;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;

    /// <summary>Bounds what clients with forged addresses can cost: two sockets each, and no memory while they wait.</summary>
    private const int MaxClients = 4096;

    /// <summary>As long as the kernel remembers a flow that was answered (<c>nf_conntrack_udp_timeout_stream</c>).</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<IPEndPoint, Socket> _clients = new();

    private IPEndPoint Anybody => new(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);

    /// <summary>Runs until it is stopped or the socket is closed; never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var buffer = new byte[MaxDatagram];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, Anybody, stop).ConfigureAwait(false);
                if (ServerOf((IPEndPoint)received.RemoteEndPoint, received.PacketInformation, stop) is { } server)
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
            catch (Exception failure)
            {
                // An earlier datagram that was refused is told here, or a client could not be given its sockets; the next may pass.
                ControllerLog.ForwardingFailed(logger, target, failure.Message);
            }
        }
    }

    private Socket? ServerOf(IPEndPoint client, IPPacketInformation called, CancellationToken stop)
    {
        if (_clients.TryGetValue(client, out var known))
        {
            return known;
        }

        if (_clients.Count >= MaxClients || callers.AreEnclosed(client.Address, called.Interface))
        {
            return null;
        }

        var answering = OpenAnswering(client, called);
        try
        {
            var server = OpenServer();
            _clients[client] = server;
            _ = ServeAsync(client, answering, server, stop);
            return server;
        }
        catch
        {
            answering.Dispose();
            throw;
        }
    }

    private Socket OpenServer()
    {
        var server = sockets.OpenOutgoing(TransportProtocol.Udp, target.Address.Family());
        try
        {
            server.Connect(target);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // Its port is the held one, which is shared for that moment alone, and with nobody else.
    private Socket OpenAnswering(IPEndPoint client, IPPacketInformation called)
    {
        var own = called.Address.IsIPv6LinkLocal ? new IPAddress(called.Address.GetAddressBytes(), called.Interface) : called.Address;
        var answering = sockets.OpenOutgoing(TransportProtocol.Udp, client.Address.Family());
        try
        {
            answering.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
            socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
            try
            {
                answering.Bind(new IPEndPoint(own, ((IPEndPoint)socket.LocalEndPoint!).Port));
            }
            finally
            {
                socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(0));
            }

            answering.Connect(client);
            return answering;
        }
        catch
        {
            answering.Dispose();
            throw;
        }
    }

    /// <summary>Leads both ways until no answer has come for a while.</summary>
    private async Task ServeAsync(IPEndPoint client, Socket answering, Socket server, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using (answering)
        using (server)
        {
            var further = LeadFurtherAsync(client, answering, server, ending.Token);
            try
            {
                while (true)
                {
                    ending.CancelAfter(Idle);
                    using var datagram = await RentWithNextAsync(server, ending.Token).ConfigureAwait(false);
                    var count = await server.ReceiveAsync(datagram.Memory, SocketFlags.None, ending.Token).ConfigureAwait(false);
                    await answering.SendAsync(datagram.Memory[..count], SocketFlags.None, stop).ConfigureAwait(false);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                _clients.TryRemove(client, out _);
            }

            await ending.CancelAsync().ConfigureAwait(false);
            await further.ConfigureAwait(false);
        }
    }

    /// <summary>Leads on what the client sends once it has a socket of its own.</summary>
    private async Task LeadFurtherAsync(IPEndPoint client, Socket answering, Socket server, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var datagram = await RentWithNextAsync(answering, stop).ConfigureAwait(false);
                // Others may have got in before the socket was told whose it is.
                var received = await answering.ReceiveFromAsync(datagram.Memory, SocketFlags.None, Anybody, stop).ConfigureAwait(false);
                if (client.Equals(received.RemoteEndPoint))
                {
                    await server.SendAsync(datagram.Memory[..received.ReceivedBytes], SocketFlags.None, stop).ConfigureAwait(false);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failure)
            {
                // The client is gone, or the endpoint refused an earlier datagram; what comes next may pass.
                ControllerLog.ForwardingFailed(logger, target, failure.Message);
            }
        }
    }

    /// <summary>Waits for a datagram, which stays where it is, and only then takes memory: clients that wait hold none.</summary>
    private static async ValueTask<IMemoryOwner<byte>> RentWithNextAsync(Socket from, CancellationToken stop)
    {
        await from.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, stop).ConfigureAwait(false);
        return MemoryPool<byte>.Shared.Rent(MaxDatagram);
    }
}
