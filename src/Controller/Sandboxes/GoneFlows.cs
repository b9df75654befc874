using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes;

/// <summary>
/// The addresses and ports whose flows wait to be deleted. Each look through the kernel's table serves all that wait, and one that is under way
/// is waited for, so that no flow of an address's next owner is taken for one of the last.
/// </summary>
internal sealed class GoneFlows
{
    private readonly Lock _deleting = new();
    private readonly Lock _lock = new();
    private readonly HashSet<IPAddress> _underWay = [];
    private readonly HashSet<IPAddress> _addresses = [];
    private readonly List<PublishedPorts> _ports = [];

    /// <summary>Whether any flows are yet to be deleted.</summary>
    public bool IsAnyWaiting
    {
        get
        {
            lock (_lock)
            {
                return _addresses.Count > 0;
            }
        }
    }

    /// <summary>Whether flows of one of the addresses are yet to be deleted, or just being so.</summary>
    public bool IsWaiting(ImmutableArray<IPAddress> addresses)
    {
        lock (_lock)
        {
            return addresses.Any(address => _addresses.Contains(address) || _underWay.Contains(address));
        }
    }

    /// <summary>Adds what an endpoint has, or had.</summary>
    public void Add(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports)
    {
        lock (_lock)
        {
            _addresses.UnionWith(addresses);
            _ports.AddRange(ports.Where(static published => published.Protocol == TransportProtocol.Udp));
        }
    }

    /// <summary>Deletes the flows of all that waits; when it returns none waits that was added before.</summary>
    public void DeleteFrom(IFlows flows)
    {
        lock (_deleting)
        {
            if (!Take(out var addresses, out var ports))
            {
                return;
            }

            try
            {
                flows.Delete(addresses, ports);
            }
            finally
            {
                lock (_lock)
                {
                    _underWay.Clear();
                }
            }
        }
    }

    private bool Take(out ImmutableArray<IPAddress> addresses, out ImmutableArray<PublishedPorts> ports)
    {
        lock (_lock)
        {
            (addresses, ports) = ([.. _addresses], [.. _ports]);
            _underWay.UnionWith(addresses);
            _addresses.Clear();
            _ports.Clear();
            return !addresses.IsEmpty;
        }
    }
}
