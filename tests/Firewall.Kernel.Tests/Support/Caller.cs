using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.TestSupport;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>Calls a <see cref="Service"/> from a namespace.</summary>
internal static class Caller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.6);

    /// <summary>The address that the service sees over TCP; null where nobody answers.</summary>
    public static Task<string?> TcpAsync(TestNamespace from, string address, int port) => CallAsync(from, address, port, SocketType.Stream, ProtocolType.Tcp, 0);

    /// <summary>The same over UDP, from a port of the caller's choice.</summary>
    public static Task<string?> UdpAsync(TestNamespace from, string address, int port, int sourcePort = 0) =>
        CallAsync(from, address, port, SocketType.Dgram, ProtocolType.Udp, sourcePort);

    /// <summary>Over TCP, and over UDP where that gives another answer, which is an error of the test's subject.</summary>
    public static async Task<string?> BothAsync(TestNamespace from, string address, int port)
    {
        var answers = await Task.WhenAll(TcpAsync(from, address, port), UdpAsync(from, address, port));
        return answers[0] == answers[1] ? answers[0] : $"TCP {answers[0] ?? "nothing"}, UDP {answers[1] ?? "nothing"}";
    }

    private static async Task<string?> CallAsync(TestNamespace from, string address, int port, SocketType type, ProtocolType protocol, int sourcePort)
    {
        var target = new IPEndPoint(IPAddress.Parse(address), port);
        using var socket = from.Namespace.OpenSocket(target.AddressFamily, type, protocol);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (sourcePort != 0)
            {
                socket.Bind(new IPEndPoint(target.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, sourcePort));
            }

            await socket.ConnectAsync(target, patience.Token);
            if (type == SocketType.Dgram)
            {
                await socket.SendAsync("?"u8.ToArray(), patience.Token);
            }

            var buffer = new byte[64];
            var length = await socket.ReceiveAsync(buffer, patience.Token);
            return length == 0 ? null : Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
