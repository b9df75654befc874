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

    private readonly DropFilter _drop = new();
    private readonly Lazy<NetworkNamespace> _host = new(
        () => namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Those of the host network that the options name.</summary>
    public static HostPortSockets Open(NetworkControllerOptions options) => new(options.HostNamespacePath);

    public ImmutableArray<HeldPorts> Bind(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        var wanted = new SocketBinding[places.Length * ports.Count];
        for (var index = 0; index < wanted.Length; index++)
        {
            wanted[index] = Wanted(protocol, places[index / ports.Count], ports.First + (index % ports.Count));
        }

        try
        {
            var sockets = namespacePath is null ? NetworkNamespace.BindSocketsHere(wanted) : _host.Value.BindSockets(wanted);
            return [.. places.Select((place, index) => new HeldPorts(protocol, place.Address, ports, sockets.Slice(index * ports.Count, ports.Count)))];
        }
        catch (SocketBindException refusal)
        {
            throw new PortRefusedException(refusal.Socket.Address, refusal.Socket.Port, refusal);
        }
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) => _host.Value.OpenSocket(
        family == IPFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6, TypeOf(protocol), (ProtocolType)(int)protocol);

    public void Dispose()
    {
        _drop.Dispose();
        if (_host.IsValueCreated)
        {
            _host.Value.Dispose();
        }
    }

    public string? FindLinkName(int index)
    {
        using var route = RouteConnection.Open(_host.Value);
        return route.FindLink(new LinkIndex(index))?.Name;
    }

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) =>
        namespacePath is null ? PortHolders.Find(protocol, address, port) : null;

    private static SocketType TypeOf(TransportProtocol protocol) => protocol == TransportProtocol.Udp ? SocketType.Dgram : SocketType.Stream;

    private SocketBinding Wanted(TransportProtocol protocol, PortPlace place, int port) => new(place.Address, (ushort)port, TypeOf(protocol), (ProtocolType)(int)protocol)
    {
        // Connections of an earlier holder that are still winding up are not in the way; another program that listens is.
        ReusesAddress = protocol != TransportProtocol.Udp,
        Backlog = protocol != TransportProtocol.Udp ? Backlog : null,
        // What the rules do not lead away is not for this process: dropped, not left waiting.
        Filter = place.Serve ? null : _drop,
    };
}
