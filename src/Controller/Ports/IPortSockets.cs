using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Ports;

/// <summary>Sockets of the host's network namespace that hold ports, and those that lead on from them.</summary>
internal interface IPortSockets : IDisposable
{
    /// <summary>Binds a socket to every port of a range on each of some addresses: all of them, or none.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="places">The addresses of the host.</param>
    /// <param name="ports">The ports.</param>
    /// <returns>What is held on each address, in their order.</returns>
    /// <exception cref="PortRefusedException">The kernel refused one.</exception>
    ImmutableArray<HeldPorts> Bind(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports);

    /// <summary>Opens a socket to an endpoint.</summary>
    Socket OpenOutgoing(TransportProtocol protocol, IPFamily family);

    /// <summary>The name of a link of the host; null where there is none of that index.</summary>
    string? FindLinkName(int index);

    /// <summary>Who holds a port, as far as this process may know; null where nobody is found.</summary>
    string? FindHolder(TransportProtocol protocol, IPAddress address, int port);
}

/// <summary>An address of the host on which ports are held.</summary>
/// <param name="Address">The address.</param>
/// <param name="Serve">Whether connections and packets are to be read from the sockets; otherwise they take none.</param>
internal readonly record struct PortPlace(IPAddress Address, bool Serve);

/// <summary>Bound sockets, one a port, in the order of the ports.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Address">The address of the host.</param>
/// <param name="Ports">The ports.</param>
/// <param name="Sockets">The sockets; empty where a test needs none.</param>
internal sealed record HeldPorts(TransportProtocol Protocol, IPAddress Address, PortRange Ports, IReadOnlyList<BoundSocket> Sockets) : IDisposable
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
/// <param name="address">The address.</param>
/// <param name="port">The port.</param>
/// <param name="refusal">What it said.</param>
internal sealed class PortRefusedException(IPAddress address, int port, SocketException refusal) : Exception(refusal.Message, refusal)
{
    public IPAddress Address { get; } = address;

    public int Port { get; } = port;

    public SocketError Reason { get; } = refusal.SocketErrorCode;
}
