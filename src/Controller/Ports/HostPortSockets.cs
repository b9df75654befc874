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
        try
        {
            var sockets = BindAll(protocol, places, ports);
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

    /// <summary>
    /// Connections of an earlier holder that are still winding up shall not be in the way; another program that listens is. The kernel is told so only
    /// where something is in the way: of many ports each request counts.
    /// </summary>
    private ImmutableArray<BoundSocket> BindAll(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        try
        {
            return BindAll(protocol, places, ports, reuses: false);
        }
        catch (SocketBindException inUse) when (inUse.Errno == Errno.EADDRINUSE && protocol != TransportProtocol.Udp)
        {
            return BindAll(protocol, places, ports, reuses: true);
        }
    }

    private ImmutableArray<BoundSocket> BindAll(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports, bool reuses)
    {
        var wanted = new SocketBinding[places.Length * ports.Count];
        for (var index = 0; index < wanted.Length; index++)
        {
            wanted[index] = Wanted(protocol, places[index / ports.Count], ports.First + (index % ports.Count), reuses);
        }

        return namespacePath is null ? NetworkNamespace.BindSocketsHere(wanted) : _host.Value.BindSockets(wanted);
    }

    private SocketBinding Wanted(TransportProtocol protocol, PortPlace place, int port, bool reuses) =>
        new(place.Address, (ushort)port, TypeOf(protocol), (ProtocolType)(int)protocol)
        {
            // Those of a port that is served are winding up in turn when this process ends, and may not be in the way of the next.
            ReusesAddress = protocol != TransportProtocol.Udp && (reuses || place.Serve),
            Backlog = protocol != TransportProtocol.Udp ? Backlog : null,
            // What the rules do not lead away is not for this process: dropped, not left waiting.
            Filter = place.Serve ? null : _drop,
        };
}
