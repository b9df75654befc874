using System.Net;
using System.Net.Sockets;

namespace NetController.Ports;

/// <summary>Sockets of the host's network namespace that hold ports, and those that lead on from them.</summary>
internal interface IPortSockets
{
    /// <summary>Binds a socket to every port of a range: all of them, or none.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="address">The address of the host.</param>
    /// <param name="ports">The ports.</param>
    /// <param name="serve">Whether connections and packets are to be read from them; otherwise they take none.</param>
    /// <exception cref="PortRefusedException">The kernel refused one.</exception>
    HeldPorts Bind(TransportProtocol protocol, IPAddress address, PortRange ports, bool serve);

    /// <summary>Opens a socket to an endpoint.</summary>
    Socket OpenOutgoing(TransportProtocol protocol, IPFamily family);

    /// <summary>The name of a link of the host; null where there is none of that index.</summary>
    string? FindLinkName(int index);

    /// <summary>Who holds a port, as far as this process may know; null where nobody is found.</summary>
    string? FindHolder(TransportProtocol protocol, IPAddress address, int port);
}

/// <summary>Bound sockets, one a port, in the order of the ports.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Address">The address of the host.</param>
/// <param name="Ports">The ports.</param>
/// <param name="Sockets">The sockets; empty where a test needs none.</param>
internal sealed record HeldPorts(TransportProtocol Protocol, IPAddress Address, PortRange Ports, IReadOnlyList<Socket> Sockets) : IDisposable
{
    /// <summary>Called when the ports are given up.</summary>
    public Action? Closing { get; init; }

    public void Dispose()
    {
        Closing?.Invoke();
        foreach (var socket in Sockets)
        {
            socket.Dispose();
        }
    }
}

/// <summary>The kernel refused a port.</summary>
/// <param name="port">The port.</param>
/// <param name="refusal">What it said.</param>
internal sealed class PortRefusedException(int port, SocketException refusal) : Exception(refusal.Message, refusal)
{
    public int Port { get; } = port;

    public SocketError Reason { get; } = refusal.SocketErrorCode;
}
