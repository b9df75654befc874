using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>What a probe is made of.</summary>
internal enum ProbeKind
{
    Tcp,
    Udp,
    Ping,
}

/// <summary>
/// One attempt to reach somebody. Its number is its source port or, in a ping, its identifier, by which it is found again wherever it comes by;
/// it is in the data too, where translation does not get at it.
/// </summary>
/// <param name="Number">From <see cref="FirstNumber"/> on, below the ports that the kernel gives.</param>
/// <param name="Kind">What is sent.</param>
/// <param name="From">Who sends.</param>
/// <param name="To">The address it is sent to.</param>
/// <param name="Port">The port; 0 in a ping.</param>
internal sealed record Probe(int Number, ProbeKind Kind, Machine From, IPAddress To, int Port)
{
    public const int FirstNumber = 10000;
    public const int LastNumber = 29999;

    private const int SocketLevel = 1;
    private const int MarkOption = 36;

    /// <summary>The mark of its packets, by which the sender chooses another route; 0 for none.</summary>
    public int Mark { get; init; }

    /// <summary>The port of the server that it is to come to; 0 in a ping.</summary>
    public int Target { get; init; }

    public IPFamily Family => To.Family();

    public NamespaceSocket Socket => new(To.AddressFamily, Kind switch
    {
        ProbeKind.Tcp => SocketType.Stream,
        ProbeKind.Udp => SocketType.Dgram,
        _ => SocketType.Raw,
    }, Kind switch
    {
        ProbeKind.Tcp => ProtocolType.Tcp,
        ProbeKind.Udp => ProtocolType.Udp,
        _ => Family == IPFamily.IPv4 ? ProtocolType.Icmp : ProtocolType.IcmpV6,
    });

    /// <summary>Sends it and waits for the answer, until it is told to stop.</summary>
    /// <param name="socket">A <see cref="Socket"/> of the sender's, which is closed.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether there was an answer.</returns>
    public async Task<bool> SendAsync(Socket socket, CancellationToken stop)
    {
        using var own = socket;
        try
        {
            if (Mark != 0)
            {
                socket.SetRawSocketOption(SocketLevel, MarkOption, BitConverter.GetBytes(Mark));
            }

            return Kind == ProbeKind.Ping ? await PingAsync(socket, stop) : await CallAsync(socket, stop);
        }
        catch (Exception silence) when (silence is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> CallAsync(Socket socket, CancellationToken stop)
    {
        socket.Bind(new IPEndPoint(Family == IPFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any, Number));
        await socket.ConnectAsync(new IPEndPoint(To, Port), stop);
        var data = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(data, Number);
        await socket.SendAsync(data, stop);
        return await socket.ReceiveAsync(data, stop) == data.Length && BinaryPrimitives.ReadInt32BigEndian(data) == Number;
    }

    private async Task<bool> PingAsync(Socket socket, CancellationToken stop)
    {
        await socket.SendToAsync(Echo.Request(Family, Number), new IPEndPoint(To, 0), stop);
        var buffer = new byte[256];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(Family == IPFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any, 0), stop);
            if (Echo.ReadReply(Family, buffer.AsSpan(0, received.ReceivedBytes)) == Number)
            {
                return true;
            }
        }
    }
}
