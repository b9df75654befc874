using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.Ports;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The ports of a <see cref="FakeMachine"/>: held by a process, and free when it dies.</summary>
internal sealed class FakePortSockets(FakeMachine machine) : IPortSockets
{
    public ImmutableArray<HeldPorts> Bind(TransportProtocol protocol, ImmutableArray<PortPlace> places, PortRange ports)
    {
        foreach (var place in places)
        {
            ThrowIfTaken(protocol, place.Address, ports);
        }

        return [.. places.Select(place => Hold(protocol, place, ports))];
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) => throw new NotSupportedException();

    public string? FindLinkName(int index) => null;

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port)
    {
        machine.HolderSearches++;
        return machine.ForeignPorts.GetValueOrDefault((protocol, port));
    }

    public void Dispose()
    {
    }

    private void ThrowIfTaken(TransportProtocol protocol, IPAddress address, PortRange ports)
    {
        for (var port = ports.First; port <= ports.Last; port++)
        {
            if (machine.ForeignPorts.ContainsKey((protocol, port)))
            {
                throw new PortRefusedException(address, port, new SocketException((int)SocketError.AddressAlreadyInUse));
            }

            if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !IPAddress.IsLoopback(address) && !machine.HostAddresses.Contains(address))
            {
                throw new PortRefusedException(address, port, new SocketException((int)SocketError.AddressNotAvailable));
            }
        }
    }

    private HeldPorts Hold(TransportProtocol protocol, PortPlace place, PortRange ports)
    {
        var held = $"{protocol.ToText()} {place.Address} {ports}{(place.Serve ? " served" : "")}";
        machine.Change(() => machine.HeldPorts.Add(held));
        return new HeldPorts(protocol, place.Address, ports, []) { Closing = () => machine.Change(() => machine.HeldPorts.Remove(held)) };
    }
}
