using System.Net;
using System.Net.Sockets;
using NetController.Ports;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The ports of a <see cref="FakeMachine"/>: held by a process, and free when it dies.</summary>
internal sealed class FakePortSockets(FakeMachine machine) : IPortSockets
{
    public HeldPorts Bind(TransportProtocol protocol, IPAddress address, PortRange ports, bool serve)
    {
        for (var port = ports.First; port <= ports.Last; port++)
        {
            if (machine.ForeignPorts.ContainsKey((protocol, port)))
            {
                throw new PortRefusedException(port, new SocketException((int)SocketError.AddressAlreadyInUse));
            }

            if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !IPAddress.IsLoopback(address) && !machine.HostAddresses.Contains(address))
            {
                throw new PortRefusedException(port, new SocketException((int)SocketError.AddressNotAvailable));
            }
        }

        var held = $"{protocol.ToText()} {address} {ports}{(serve ? " served" : "")}";
        machine.Change(() => machine.HeldPorts.Add(held));
        return new HeldPorts(protocol, address, ports, []) { Closing = () => machine.Change(() => machine.HeldPorts.Remove(held)) };
    }

    public Socket OpenOutgoing(TransportProtocol protocol, IPFamily family) => throw new NotSupportedException();

    public string? FindLinkName(int index) => null;

    public string? FindHolder(TransportProtocol protocol, IPAddress address, int port) => machine.ForeignPorts.GetValueOrDefault((protocol, port));
}
