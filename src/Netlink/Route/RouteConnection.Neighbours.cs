using System.Collections.Immutable;
using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Neighbours, the tables of ARP and of IPv6 neighbour discovery; <c>ip neighbour</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<Neighbour> NeighbourParser = Neighbour.Decode;

    /// <summary>Enters a neighbour; <c>ip neighbour add ADDRESS lladdr MAC dev DEV</c>.</summary>
    /// <param name="neighbour">The neighbour.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: it is in the table already, perhaps unresolved. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">Packets could not be sent to it for want of a hardware address.</exception>
    public void AddNeighbour(NeighbourSpec neighbour) => SendNeighbour(MessageFlags.Create | MessageFlags.Exclusive, "neighbour add", neighbour);

    /// <summary>Enters a neighbour or changes the one of that address; <c>ip neighbour replace</c>.</summary>
    /// <param name="neighbour">The neighbour.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">Packets could not be sent to it for want of a hardware address.</exception>
    public void ReplaceNeighbour(NeighbourSpec neighbour) => SendNeighbour(MessageFlags.Create | MessageFlags.Replace, "neighbour replace", neighbour);

    /// <summary>Removes a neighbour; <c>ip neighbour delete ADDRESS dev DEV</c>. One that is in use stays for a while as <see cref="NeighbourStates.Failed"/>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">Its address.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: it is not in the table. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void DeleteNeighbour(LinkIndex link, IPAddress address) =>
        NameNeighbour(RTM.DELNEIGH, MessageFlags.None, "neighbour delete", link, address, proxy: false);

    /// <summary>Removes a neighbour if there is one; as <see cref="DeleteNeighbour"/>, except that an absent one is no exception.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">Its address.</param>
    /// <returns>False where it is not in the table.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public bool TryDeleteNeighbour(LinkIndex link, IPAddress address)
    {
        NeighbourRequests.Check(link, address);
        using var request = Begin(RTM.DELNEIGH, MessageFlags.None, new("neighbour delete", address, -1, link));
        NeighbourRequests.Name(request, link, address, proxy: false);
        return _socket.TryExecute(request, Errno.ENOENT);
    }

    /// <summary>Answers on a link for an address that is elsewhere; <c>ip neighbour add proxy ADDRESS dev DEV</c>.</summary>
    /// <remarks>For IPv6 only with the sysctl <c>proxy_ndp</c> of the link. An address that is there already is left as it is.</remarks>
    /// <param name="link">The link.</param>
    /// <param name="address">The address.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void AddProxyNeighbour(LinkIndex link, IPAddress address) =>
        NameNeighbour(RTM.NEWNEIGH, MessageFlags.Create | MessageFlags.Exclusive, "neighbour add proxy", link, address, proxy: true);

    /// <summary>Answers no longer; <c>ip neighbour delete proxy ADDRESS dev DEV</c>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">The address.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: it did not. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void DeleteProxyNeighbour(LinkIndex link, IPAddress address) =>
        NameNeighbour(RTM.DELNEIGH, MessageFlags.None, "neighbour delete proxy", link, address, proxy: true);

    /// <summary>Looks a neighbour up; <c>ip neighbour get ADDRESS dev DEV</c>. Nothing is sent to it.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">Its address.</param>
    /// <returns>The neighbour, or null when it is not in the table (<see cref="Errno.ENOENT"/>).</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public Neighbour? FindNeighbour(LinkIndex link, IPAddress address)
    {
        NeighbourRequests.Check(link, address);
        using var request = Begin(RTM.GETNEIGH, MessageFlags.None, new("neighbour get", address, -1, link));
        NeighbourRequests.Name(request, link, address, proxy: false);
        return _socket.Query(request, NeighbourParser, Errno.ENOENT);
    }

    /// <summary>Lists neighbours; <c>ip neighbour show nud all</c>.</summary>
    /// <param name="filter">Which, or null for all that are no proxies.</param>
    /// <returns>The neighbours in the kernel's order.</returns>
    /// <exception cref="DumpInterruptedException">Neighbours kept changing meanwhile.</exception>
    public ImmutableArray<Neighbour> ListNeighbours(NeighbourFilter? filter = null)
    {
        using var request = Begin(RTM.GETNEIGH, MessageFlags.None, new("neighbour show", null, -1, filter?.Link ?? default));
        NeighbourRequests.List(request, filter);
        var neighbours = _socket.Dump(request, NeighbourParser);
        return filter is null ? neighbours : neighbours.RemoveAll(neighbour => !filter.Matches(neighbour));
    }

    /// <summary>Removes neighbours; <c>ip neighbour flush</c>.</summary>
    /// <param name="filter">
    /// Which. Unless it names states, permanent entries and those that need no resolution are kept, as <c>ip</c> does.
    /// </param>
    /// <returns>How many were removed. Those that come up meanwhile are left, and those in use stay for a while as <see cref="NeighbourStates.Failed"/>.</returns>
    /// <exception cref="NetlinkException">The kernel refused one; those before it are gone.</exception>
    public int FlushNeighbours(NeighbourFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var count = 0;
        foreach (var neighbour in ListNeighbours(filter))
        {
            var kept = filter.States is null && !filter.Proxies && (neighbour.State & (NeighbourStates.Permanent | NeighbourStates.NoArp)) != 0;
            if (!kept && TryDelete(neighbour))
            {
                count++;
            }
        }

        return count;
    }

    private bool TryDelete(Neighbour neighbour)
    {
        try
        {
            using var request = Begin(RTM.DELNEIGH, MessageFlags.None, new("neighbour delete", neighbour.Address, -1, neighbour.Link));
            NeighbourRequests.Name(request, neighbour.Link, neighbour.Address, neighbour.IsProxy);
            _socket.Execute(request);
            return true;
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENOENT)
        {
            // The kernel has removed it since the list was made.
            return false;
        }
    }

    private void SendNeighbour(MessageFlags flags, string words, NeighbourSpec neighbour)
    {
        NeighbourRequests.Check(neighbour);
        using var request = Begin(RTM.NEWNEIGH, flags, new(words, neighbour));
        NeighbourRequests.Add(request, neighbour);
        _socket.Execute(request);
    }

    private void NameNeighbour(RTM type, MessageFlags flags, string words, LinkIndex link, IPAddress address, bool proxy)
    {
        NeighbourRequests.Check(link, address);
        using var request = Begin(type, flags, new(words, address, -1, link));
        NeighbourRequests.Name(request, link, address, proxy);
        _socket.Execute(request);
    }
}
