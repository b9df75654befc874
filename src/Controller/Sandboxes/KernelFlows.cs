using System.Collections.Immutable;
using System.Net;
using NetController.Netlink;
using NetController.Netlink.Conntrack;

namespace NetController.Sandboxes;

/// <summary>
/// The host's real connection tracking and neighbour tables, opened again after a broken connection. A kernel without connection tracking
/// remembers nothing to delete.
/// </summary>
internal sealed class KernelFlows(string? namespacePath) : IFlows
{
    private const int MostLinks = 1024;

    private readonly Lock _using = new();

    // The kernel never gives a number to a second link before it has given all others, so that one is right as long as it is there.
    private readonly Dictionary<string, LinkIndex> _links = new(StringComparer.Ordinal);
    private ConntrackConnection? _conntrack;
    private RouteConnection? _route;
    private bool _isAbsent;

    public void Delete(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports)
    {
        lock (_using)
        {
            try
            {
                DeleteFlows(addresses, ports);
            }
            catch (NetlinkProtocolException)
            {
                // A connection that lost step is of no more use.
                _conntrack?.Dispose();
                _conntrack = null;
                throw;
            }
        }
    }

    public void DeleteNeighbors(string link, ImmutableArray<IPAddress> addresses)
    {
        lock (_using)
        {
            try
            {
                DeleteEach(_route ??= Open(static inside => RouteConnection.Open(inside)), link, addresses);
            }
            catch (NetlinkProtocolException)
            {
                _route?.Dispose();
                _route = null;
                throw;
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

    private void DeleteFlows(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports)
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

    private void DeleteEach(RouteConnection route, string link, ImmutableArray<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (!TryDelete(route, link, address))
            {
                // The link has been made anew since its number was learnt.
                TryDelete(route, link, address);
            }
        }
    }

    /// <summary>False where the link's number was an old one, which is forgotten.</summary>
    private bool TryDelete(RouteConnection route, string link, IPAddress address)
    {
        if (!_links.TryGetValue(link, out var index))
        {
            if (route.FindLink(link) is not { } found)
            {
                return true;
            }

            if (_links.Count >= MostLinks)
            {
                _links.Clear();
            }

            _links[link] = index = found.Index;
        }

        try
        {
            route.TryDeleteNeighbour(index, address);
        }
        catch (NetlinkException gone) when (gone.Errno is Errno.ENODEV)
        {
            return !_links.Remove(link);
        }

        return true;
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
