using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>Answers the probes that reach a machine, and remembers which address each seemed to come from. Pings are answered by the kernel and only listened to.</summary>
internal sealed class Responder : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, Call> _calls = [];
    private readonly ConcurrentBag<Task> _tasks = [];
    private readonly List<Socket> _sockets;

    /// <summary>Answers on ports of all addresses, over TCP and UDP, in both families.</summary>
    public Responder(NetworkNamespace at, params ReadOnlySpan<int> ports)
    {
        var places = new List<(NamespaceSocket Socket, int Port)>();
        foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            places.Add((new NamespaceSocket(family, SocketType.Raw, family == AddressFamily.InterNetwork ? ProtocolType.Icmp : ProtocolType.IcmpV6), 0));
            foreach (var port in ports)
            {
                places.Add((new NamespaceSocket(family, SocketType.Stream, ProtocolType.Tcp), port));
                places.Add((new NamespaceSocket(family, SocketType.Dgram, ProtocolType.Udp), port));
            }
        }

        _sockets = [.. at.OpenSockets([.. places.Select(static place => place.Socket)])];
        for (var i = 0; i < places.Count; i++)
        {
            _tasks.Add(Start(_sockets[i], places[i].Socket, places[i].Port));
        }
    }

    /// <summary>What was seen of a probe; null where it did not arrive, or not whole.</summary>
    public Call? Find(Probe probe) => _calls.GetValueOrDefault(probe.Number);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_tasks);
        _sockets.ForEach(static socket => socket.Dispose());
        _end.Dispose();
    }

    private Task Start(Socket socket, NamespaceSocket kind, int port)
    {
        if (kind.Type == SocketType.Raw)
        {
            return UntilTheEndAsync(() => ListenAsync(socket));
        }

        if (kind.Family == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = false;
        }

        socket.Bind(Any(socket, port));
        if (kind.Type == SocketType.Dgram)
        {
            return UntilTheEndAsync(() => AnswerAsync(socket));
        }

        socket.Listen(512);
        return UntilTheEndAsync(() => AcceptAsync(socket));
    }

    private async Task AcceptAsync(Socket listening)
    {
        var connection = await listening.AcceptAsync(_end.Token);
        _tasks.Add(UntilTheEndAsync(() => ServeAsync(connection), once: true));
    }

    private async Task ServeAsync(Socket connection)
    {
        using var own = connection;
        var data = new byte[4];
        if (await connection.ReceiveAsync(data, _end.Token) == data.Length)
        {
            Note(BinaryPrimitives.ReadInt32BigEndian(data), connection.RemoteEndPoint!, connection);
            await connection.SendAsync(data, _end.Token);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var data = new byte[4];
        var received = await socket.ReceiveFromAsync(data, Any(socket), _end.Token);
        Note(BinaryPrimitives.ReadInt32BigEndian(data), received.RemoteEndPoint, socket);
        await socket.SendToAsync(data, received.RemoteEndPoint, _end.Token);
    }

    private async Task ListenAsync(Socket socket)
    {
        var buffer = new byte[256];
        var received = await socket.ReceiveFromAsync(buffer, Any(socket), _end.Token);
        if (Echo.ReadRequest(((IPEndPoint)received.RemoteEndPoint).Address.Family(), buffer.AsSpan(0, received.ReceivedBytes)) is { } number)
        {
            _calls[number] = new Call(((IPEndPoint)received.RemoteEndPoint).Address, 0);
        }
    }

    private void Note(int number, EndPoint caller, Socket called) => _calls[number] = new Call(((IPEndPoint)caller).Address, ((IPEndPoint)called.LocalEndPoint!).Port);

    private async Task UntilTheEndAsync(Func<Task> turn, bool once = false)
    {
        do
        {
            try
            {
                await turn();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller is gone, or cannot be answered; the next may be.
            }
        }
        while (!once && !_end.IsCancellationRequested);
    }

    private static IPEndPoint Any(Socket socket, int port = 0) =>
        new(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, port);
}

/// <summary>A probe that arrived.</summary>
/// <param name="From">Whom it seemed to come from.</param>
/// <param name="Port">The port that it came to; 0 of a ping.</param>
internal sealed record Call(IPAddress From, int Port);
