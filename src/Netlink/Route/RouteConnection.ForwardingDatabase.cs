using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Forwarding databases of bridges and tunnels; <c>bridge fdb</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<ForwardingEntry> ForwardingParser = ForwardingEntry.Decode;

    /// <summary>Makes an entry; <c>bridge fdb add MAC dev DEV</c>.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EEXIST"/>: there is one of that address and VLAN. <see cref="Errno.EOPNOTSUPP"/>: the link keeps none, or has no bridge.
    /// <see cref="Errno.EPERM"/>: the port does not forward yet, and then takes no <see cref="ForwardingEntryKind.Dynamic"/> entry.
    /// </exception>
    /// <exception cref="ArgumentException">What is asked for cannot be meant together; the message says why.</exception>
    public void AddForwardingEntry(ForwardingEntrySpec entry) => SendForwarding(RTM.NEWNEIGH, MessageFlags.Create | MessageFlags.Exclusive, "fdb add", entry);

    /// <summary>Adds a further far end to the entry of that address, so that a tunnel sends a copy to each; <c>bridge fdb append</c>.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: it is there already. <see cref="Errno.EOPNOTSUPP"/>: the link is no tunnel, or the address cannot have several.</exception>
    /// <exception cref="ArgumentException">What is asked for cannot be meant together; the message says why.</exception>
    public void AppendForwardingEntry(ForwardingEntrySpec entry) => SendForwarding(RTM.NEWNEIGH, MessageFlags.Create | MessageFlags.Append, "fdb append", entry);

    /// <summary>Makes an entry or takes the place of the one of that address and VLAN; <c>bridge fdb replace</c>.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EOPNOTSUPP"/>: the link keeps none, or has no bridge.</exception>
    /// <exception cref="ArgumentException">What is asked for cannot be meant together; the message says why.</exception>
    public void ReplaceForwardingEntry(ForwardingEntrySpec entry) => SendForwarding(RTM.NEWNEIGH, MessageFlags.Create | MessageFlags.Replace, "fdb replace", entry);

    /// <summary>Removes an entry; <c>bridge fdb del MAC dev DEV</c>.</summary>
    /// <param name="entry">Its address, link, VLAN, far end, and whether the bridge keeps it; how long it stays does not matter.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: there is none. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">What is asked for cannot be meant together; the message says why.</exception>
    public void DeleteForwardingEntry(ForwardingEntrySpec entry) => SendForwarding(RTM.DELNEIGH, MessageFlags.None, "fdb del", entry);

    /// <summary>Lists the entries of all bridges, tunnels and ports; <c>bridge fdb show</c>.</summary>
    /// <param name="filter">Which, or null for all.</param>
    /// <returns>The entries in the kernel's order, the addresses that ports listen to among them.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: the filter names a link or bridge that does not exist.</exception>
    /// <exception cref="DumpInterruptedException">Entries kept changing meanwhile.</exception>
    public ImmutableArray<ForwardingEntry> ListForwardingEntries(ForwardingFilter? filter = null)
    {
        using var request = Begin(RTM.GETNEIGH, MessageFlags.None, new("fdb show", null, -1, filter?.Link ?? default));
        ForwardingRequests.List(request, filter);
        var entries = _socket.Dump(request, ForwardingParser);
        return filter is null ? entries : entries.RemoveAll(entry => !filter.Matches(entry));
    }

    private void SendForwarding(RTM type, MessageFlags flags, string words, ForwardingEntrySpec entry)
    {
        ForwardingRequests.Check(entry);
        using var request = Begin(type, flags, new(words, entry));
        ForwardingRequests.Write(request, entry);
        _socket.Execute(request);
    }
}
