using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink;

namespace NetController.Ports;

/// <summary>Port sockets of the host's network namespace.</summary>
/// <param name="namespacePath">The file of that namespace; null for this process's own.</param>
internal sealed class HostPortSockets(string? namespacePath) : IPortSockets
{
    private const int Backlog = 1024;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;

    private static readonly byte[] On = BitConverter.GetBytes(1);

    private readonly DropFilter _drop = new();

    /// <summary>Those of the host network that the options name.</summary>
    public static HostPortSockets Open(NetworkControllerOptions options) => new(options.HostNamespacePath);

    public ImmutableArray<HeldPorts> Bind(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        // One visit for all of them.
        var sockets = Open(protocol, places, ports);
        for (var index = 0; index < sockets.Length; index++)
        {
            var (place, port) = (places[index / ports.Count], ports.First + (index % ports.Count));
            try
            {
                Bind(sockets[index], protocol, new IPEndPoint(place.Address, port), place.Serve);
            }
            catch (SocketException refusal)
            {
                foreach (var socket in sockets)
                {
                    socket.Dispose();
                }

                throw new PortRefusedException(place.Address, port, refusal);
            }
        }

        return [.. places.Select((place, index) => new HeldPorts(protocol, place.Address, ports, sockets.Slice(index * ports.Count, ports.Count)))];
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) =>
        Open(protocol, [new PortPlace(family == IPFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any, true)], new PortRange(1))[0];

    public void Dispose() => _drop.Dispose();

    public string? FindLinkName(int index)
    {
        using var host = namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
        using var route = RouteConnection.Open(host);
        return route.FindLink(new LinkIndex(index))?.Name;
    }

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) =>
        namespacePath is null ? PortHolders.Find(protocol, address, port) : null;

    private void Bind(Socket socket, TransportProtocol protocol, IPEndPoint place, bool serve)
    {
        if (place.Address.Family() == IPFamily.IPv6)
        {
            socket.DualMode = false;
        }

        if (!serve)
        {
            // What the rules do not lead away is not for this process: dropped, not left waiting.
            _drop.AttachTo(socket);
        }

        if (protocol == TransportProtocol.Udp)
        {
            socket.Bind(place);
            return;
        }

        // Connections of an earlier holder that are still winding up are not in the way; another program that listens is. The platform's
        // own option would set SO_REUSEPORT as well, and so let another program share the port.
        socket.SetRawSocketOption(SocketLevel, ReuseAddress, On);
        socket.Bind(place);
        socket.Listen(Backlog);
    }

    private static ImmutableArray<Socket> OpenHere(SocketType type, ProtocolType protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        var sockets = ImmutableArray.CreateBuilder<Socket>(places.Length * ports.Count);
        try
        {
            foreach (var place in places)
            {
                for (var index = 0; index < ports.Count; index++)
                {
                    sockets.Add(new Socket(place.Address.AddressFamily, type, protocol));
                }
            }

            return sockets.MoveToImmutable();
        }
        catch
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }

            throw;
        }
    }

    /// <summary>Opens the sockets of the first address, then those of the next.</summary>
    private ImmutableArray<Socket> Open(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        var type = protocol == TransportProtocol.Udp ? SocketType.Dgram : SocketType.Stream;
        try
        {
            if (namespacePath is null)
            {
                return OpenHere(type, (ProtocolType)(int)protocol, places, ports);
            }

            using var host = NetworkNamespace.Open(namespacePath);
            return host.OpenSockets(
            [
                .. places.SelectMany(place => Enumerable.Repeat(new NamespaceSocket(place.Address.AddressFamily, type, (ProtocolType)(int)protocol), ports.Count)),
            ]);
        }
        catch (SocketException refusal)
        {
            throw new PortRefusedException(places[0].Address, ports.First, refusal);
        }
    }
}
