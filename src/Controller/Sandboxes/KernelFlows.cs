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

    public void Delete(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports)
    {
        lock (_using)
        {
            // A walk takes the kernel milliseconds however few there are, their number is at hand.
            if (Conntrack() is not { } conntrack || conntrack.GetUsage().Flows == 0)
            {
                return;
            }

            var stale = new StaleFlows(addresses, ports);
            conntrack.VisitFlows(ref stale);
            foreach (var flow in stale.Found)
            {
                conntrack.DeleteFlow(flow);
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
