using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using NetController.Netlink;

namespace NetController.Ports;

/// <summary>Held ports that this process serves itself, from the moment that the endpoint has its addresses.</summary>
internal sealed class ForwardedPorts(HeldPorts held, PortRange containerPorts, ForwardedCallers callers, IPortSockets sockets, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Socket> _serving = [];
    private bool _started;
    private bool _disposed;

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
        _ = ServeAsync(target, _stop.Token);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        // Before the sockets, so that whoever serves one knows why it ends.
        _stop.Cancel();
        _serving.ForEach(static socket => socket.Dispose());
        held.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(IPAddress target, CancellationToken stop)
    {
        // Whoever attaches an endpoint does not wait for its sockets to be made ready.
        await Task.Yield();
        for (var index = 0; index < held.Sockets.Count; index++)
        {
            var to = new IPEndPoint(target, containerPorts.First + index);
            try
            {
                if (!TryTake(held.Sockets[index], out var socket))
                {
                    return;
                }

                _ = held.Protocol == TransportProtocol.Udp
                    ? new UdpForwarder(socket, to, callers, sockets, logger).RunAsync(stop)
                    : new StreamForwarder(held.Protocol, socket, to, callers, sockets, logger).RunAsync(stop);
            }
            catch (SocketException failure)
            {
                // The port stays held; those after it are served.
                ControllerLog.ForwardingFailed(logger, to, failure.Message);
            }
        }
    }

    /// <summary>Makes a held socket one to be served; false once the ports have been given up.</summary>
    private bool TryTake(BoundSocket bound, [NotNullWhen(true)] out Socket? socket)
    {
        lock (_lock)
        {
            socket = _disposed ? null : bound.Take();
            if (socket is not null)
            {
                _serving.Add(socket);
            }

            return socket is not null;
        }
    }
}
