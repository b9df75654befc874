using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes;

/// <summary>What the host's kernel remembers of traffic, and must forget when an address changes hands.</summary>
internal interface IFlows : IDisposable
{
    /// <summary>
    /// Deletes the tracked connections from or to the addresses, and those to the published ports of the host, so that a steady sender's next
    /// packet is led by the rules as they are now (<c>conntrack -D</c>).
    /// </summary>
    void Delete(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports);

    /// <summary>Deletes the neighbour entries of the addresses on a link of the host (<c>ip neigh delete</c>).</summary>
    void DeleteNeighbors(string link, ImmutableArray<IPAddress> addresses);
}
