using System.Net;
using Microsoft.Extensions.Logging;

namespace NetController.Ports;

/// <summary>Held ports that this process serves itself, from the moment that the endpoint has its addresses.</summary>
internal sealed class ForwardedPorts(HeldPorts held, PortRange containerPorts, ForwardedCallers callers, IPortSockets sockets, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private bool _started;

    /// <summary>Begins to serve; does nothing the second time, or where the endpoint has no address to lead to.</summary>
    public void Start(EquatableArray<InterfaceAddress> addresses)
    {
        var target = addresses.Items.FirstOrDefault(address => address.Family == held.Address.Family()) is { Address: not null } same
            ? same.Address
            : addresses.Items.FirstOrDefault().Address;
        if (_started || target is null)
        {
            return;
        }

        _started = true;
        for (var index = 0; index < held.Sockets.Count; index++)
        {
            var to = new IPEndPoint(target, containerPorts.First + index);
            var socket = held.Sockets[index];
            _ = held.Protocol == TransportProtocol.Udp
                ? new UdpForwarder(socket, to, callers, sockets, logger).RunAsync(_stop.Token)
                : new StreamForwarder(held.Protocol, socket, to, callers, sockets, logger).RunAsync(_stop.Token);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        held.Dispose();
        _stop.Dispose();
    }
}
