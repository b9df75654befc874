using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>Listens in a namespace over TCP and UDP, in both families, and tells whoever calls which address it sees.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _tasks = [];
    private int _heard;

    /// <summary>Listens on a port of all addresses.</summary>
    public Service(TestNamespace at, int port)
        : this(at, port, IPAddress.Any, IPAddress.IPv6Any)
    {
    }

    /// <summary>Listens on a port of some addresses.</summary>
    public Service(TestNamespace at, int port, params ReadOnlySpan<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            var stream = Bound(at, address, port, SocketType.Stream, ProtocolType.Tcp);
            stream.Listen();
            _tasks.Add(AcceptAsync(stream));
            _tasks.Add(AnswerAsync(Bound(at, address, port, SocketType.Dgram, ProtocolType.Udp)));
        }
    }

    /// <summary>How many connections and datagrams have come in.</summary>
    public int Heard => _heard;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_tasks);
        _sockets.ForEach(static socket => socket.Dispose());
        _end.Dispose();
    }

    private Socket Bound(TestNamespace at, IPAddress address, int port, SocketType type, ProtocolType protocol)
    {
        var socket = at.Namespace.OpenSocket(address.AddressFamily, type, protocol);
        _sockets.Add(socket);
        if (address.Family() == IPFamily.IPv6)
        {
            socket.DualMode = false;
        }

        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
            {
                using var connection = await listening.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _heard);
                await connection.SendAsync(Seen(connection.RemoteEndPoint!), _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            var buffer = new byte[64];
            EndPoint any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, any, _end.Token);
                Interlocked.Increment(ref _heard);
                await socket.SendToAsync(Seen(received.RemoteEndPoint), received.RemoteEndPoint, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static byte[] Seen(EndPoint peer) => Encoding.ASCII.GetBytes(((IPEndPoint)peer).Address.ToString());
}
