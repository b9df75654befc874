using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace NetController.Ports;

/// <summary>Port sockets of the host's network namespace.</summary>
/// <param name="open">Opens an unbound socket there.</param>
/// <param name="findHolders">Whether <c>/proc</c> of this process tells of that namespace.</param>
internal sealed class HostPortSockets(Func<AddressFamily, SocketType, ProtocolType, Socket> open, bool findHolders) : IPortSockets
{
    private const int Backlog = 1024;
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;

    /// <summary>Those of the host network that the options name.</summary>
    public static HostPortSockets Open(NetworkControllerOptions options) => options.HostNamespacePath is { } path
        ? new HostPortSockets((_, _, _) => throw new ResourceUnavailableException($"ports in the host network {path} cannot be held", "run the controller inside it"), findHolders: false)
        : new HostPortSockets(static (family, type, protocol) => new Socket(family, type, protocol), findHolders: true);

    public HeldPorts Bind(TransportProtocol protocol, IPAddress address, PortRange ports, bool serve)
    {
        var sockets = new List<Socket>(ports.Count);
        for (var port = ports.First; port <= ports.Last; port++)
        {
            try
            {
                sockets.Add(Bind(protocol, new IPEndPoint(address, port), serve));
            }
            catch (SocketException refusal)
            {
                sockets.ForEach(static socket => socket.Dispose());
                throw new PortRefusedException(port, refusal);
            }
        }

        return new HeldPorts(protocol, address, ports, sockets);
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) => Open(protocol, family);

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) =>
        findHolders ? PortHolders.Find(protocol, address, port) : null;

    private Socket Bind(TransportProtocol protocol, IPEndPoint place, bool serve)
    {
        var socket = Open(protocol, place.Address.Family());
        try
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
                return socket;
            }

            // Connections of an earlier holder that are still winding up are not in the way; another program that listens is.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(place);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Socket Open(TransportProtocol protocol, IPFamily family) => open(
        family == IPFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
        protocol == TransportProtocol.Udp ? SocketType.Dgram : SocketType.Stream,
        (ProtocolType)(int)protocol);

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
