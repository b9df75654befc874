using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetController.Netlink;

namespace NetController.Ports;

/// <summary>Port sockets of the host's network namespace.</summary>
/// <param name="namespacePath">The file of that namespace; null for this process's own.</param>
internal sealed class HostPortSockets(string? namespacePath) : IPortSockets
{
    private const int Backlog = 1024;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int AttachFilter = 26;

    /// <summary>Those of the host network that the options name.</summary>
    public static HostPortSockets Open(NetworkControllerOptions options) => new(options.HostNamespacePath);

    public HeldPorts Bind(TransportProtocol protocol, IPAddress address, PortRange ports, bool serve)
    {
        // One visit for all of them.
        var sockets = Open(protocol, address.Family(), ports);
        for (var index = 0; index < sockets.Length; index++)
        {
            try
            {
                Bind(sockets[index], protocol, new IPEndPoint(address, ports.First + index), serve);
            }
            catch (SocketException refusal)
            {
                foreach (var socket in sockets)
                {
                    socket.Dispose();
                }

                throw new PortRefusedException(ports.First + index, refusal);
            }
        }

        return new HeldPorts(protocol, address, ports, sockets);
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) => Open(protocol, family, new PortRange(1))[0];

    public string? FindLinkName(int index)
    {
        using var host = namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
        using var route = RouteConnection.Open(host);
        return route.FindLink(new LinkIndex(index))?.Name;
    }

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) =>
        namespacePath is null ? PortHolders.Find(protocol, address, port) : null;

    private static void Bind(Socket socket, TransportProtocol protocol, IPEndPoint place, bool serve)
    {
        if (place.Address.Family() == IPFamily.IPv6)
        {
            socket.DualMode = false;
        }

        if (!serve)
        {
            // What the rules do not lead away is not for this process: dropped, not left waiting.
            DropAll(socket);
        }

        if (protocol == TransportProtocol.Udp)
        {
            socket.Bind(place);
            return;
        }

        // Connections of an earlier holder that are still winding up are not in the way; another program that listens is. The platform's
        // own option would set SO_REUSEPORT as well, and so let another program share the port.
        socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
        socket.Bind(place);
        socket.Listen(Backlog);
    }

    private ImmutableArray<Socket> Open(TransportProtocol protocol, IPFamily family, PortRange ports)
    {
        var kind = new NamespaceSocket(
            family == IPFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
            protocol == TransportProtocol.Udp ? SocketType.Dgram : SocketType.Stream,
            (ProtocolType)(int)protocol);
        try
        {
            using var host = namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
            return host.OpenSockets([.. Enumerable.Repeat(kind, ports.Count)]);
        }
        catch (SocketException refusal)
        {
            throw new PortRefusedException(ports.First, refusal);
        }
    }

    /// <summary>Attaches the shortest filter there is, <c>ret 0</c>; see socket(7), SO_ATTACH_FILTER.</summary>
    private static void DropAll(Socket socket)
    {
        var instruction = Marshal.AllocHGlobal(8);
        try
        {
            Marshal.WriteInt64(instruction, 0x06);
            Span<byte> program = stackalloc byte[16];
            program.Clear();
            BinaryPrimitives.WriteUInt16LittleEndian(program, 1);
            MemoryMarshal.Write(program[8..], instruction);
            socket.SetRawSocketOption(SocketLevel, AttachFilter, program);
        }
        finally
        {
            Marshal.FreeHGlobal(instruction);
        }
    }
}
