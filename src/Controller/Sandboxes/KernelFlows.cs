using System.Collections.Immutable;
using System.Net;
using NetController.Netlink;
using NetController.Netlink.Conntrack;

namespace NetController.Sandboxes;

/// <summary>The host's real connection tracking and neighbour tables. A kernel without connection tracking remembers nothing to delete.</summary>
internal sealed class KernelFlows(string? namespacePath) : IFlows
{
    private readonly Lock _using = new();
    private ConntrackConnection? _conntrack;
    private RouteConnection? _route;
    private bool _isAbsent;

    /// <summary>
    /// Each address costs a walk through the kernel's table, and each published UDP range one for each of its ports; TCP begins anew by itself.
    /// </summary>
    public void Delete(ImmutableArray<IPAddress> addresses, EquatableArray<PublishedPorts> ports)
    {
        lock (_using)
        {
            if (Conntrack() is not { } conntrack)
            {
                return;
            }

            foreach (var address in addresses)
            {
                conntrack.DeleteFlows(new ConntrackFilter { AnyAddress = new IPNetwork(address, address.Family().Bits()) });
            }

            foreach (var published in ports.Where(static published => published.Protocol == TransportProtocol.Udp))
            {
                DeleteTo(conntrack, published);
            }
        }
    }

    public void DeleteNeighbors(string link, ImmutableArray<IPAddress> addresses)
    {
        lock (_using)
        {
            var route = _route ??= Open(static inside => RouteConnection.Open(inside));
            if (route.FindLink(link) is not { } found)
            {
                return;
            }

            foreach (var address in addresses)
            {
                try
                {
                    route.DeleteNeighbour(found.Index, address);
                }
                catch (NetlinkException absent) when (absent.Errno is Errno.ENOENT or Errno.ENODEV)
                {
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_using)
        {
            _conntrack?.Dispose();
            _route?.Dispose();
        }
    }

    /// <summary>A sender that went on while nothing was published is remembered with its packets' way to the host itself.</summary>
    private static void DeleteTo(ConntrackConnection conntrack, PublishedPorts published)
    {
        var any = published.HostAddress.Equals(IPAddress.Any) || published.HostAddress.Equals(IPAddress.IPv6Any);
        for (var port = published.HostPorts.First; port <= published.HostPorts.Last; port++)
        {
            conntrack.DeleteFlows(new ConntrackFilter
            {
                Family = published.HostAddress.AddressFamily,
                Protocol = IpProtocol.Udp,
                OriginalDestinationPort = (ushort)port,
                OriginalDestination = any ? null : new IPNetwork(published.HostAddress, published.Family.Bits()),
            });
        }
    }

    private ConntrackConnection? Conntrack()
    {
        if (_conntrack is null && !_isAbsent)
        {
            try
            {
                _conntrack = Open(static inside => ConntrackConnection.Open(inside));
            }
            catch (ConntrackUnavailableException)
            {
                _isAbsent = true;
            }
        }

        return _conntrack;
    }

    private T Open<T>(Func<NetworkNamespace?, T> open)
    {
        using var host = namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
        return open(host);
    }
}
