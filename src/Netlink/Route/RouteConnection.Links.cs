using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Links; <c>ip link</c>.</content>
public sealed partial class RouteConnection
{
    // One delegate for the life of the process: a method group would allocate one per call in shared generic code.
    private static readonly MessageParser<Link> LinkParser = Link.Decode;

    /// <summary>Looks a link up by name; <c>ip link show dev NAME</c>.</summary>
    /// <param name="name">Its name, or an alternative name of it.</param>
    /// <returns>The link, or null when there is none (<see cref="Errno.ENODEV"/>, and for no other reason).</returns>
    /// <exception cref="ArgumentException">No link can have this name.</exception>
    public Link? FindLink(string name)
    {
        LinkName.Check(name, nameof(name));
        using var request = Begin(RTM.GETLINK, MessageFlags.None, new("link show dev", name));
        LinkRequests.Get(request, name);
        return _socket.Query(request, LinkParser, Errno.ENODEV);
    }

    /// <summary>Looks a link up by number.</summary>
    /// <param name="link">Its number.</param>
    /// <returns>The link, or null when there is none.</returns>
    public Link? FindLink(LinkIndex link)
    {
        CheckIndex(link);
        using var request = Begin(RTM.GETLINK, MessageFlags.None, new("link show", null, -1, link));
        LinkRequests.Get(request, link);
        return _socket.Query(request, LinkParser, Errno.ENODEV);
    }

    /// <summary>Reads a link that must exist.</summary>
    /// <param name="link">Its number.</param>
    /// <returns>The link.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is none.</exception>
    public Link GetLink(LinkIndex link) =>
        FindLink(link) ?? throw new NetlinkException(Errno.ENODEV, new("link show", null, -1, link));

    /// <summary>Lists links; <c>ip link show [type KIND] [master DEV]</c>.</summary>
    /// <param name="filter">Which, or null for all.</param>
    /// <returns>The links in the kernel's order.</returns>
    /// <exception cref="DumpInterruptedException">Links kept changing meanwhile.</exception>
    public ImmutableArray<Link> ListLinks(LinkFilter? filter = null)
    {
        using var request = Begin(RTM.GETLINK, MessageFlags.None, "link show");
        LinkRequests.List(request, filter);
        var links = _socket.Dump(request, LinkParser);

        // The kernel ignores the name of a kind whose module is not loaded, and then lists everything.
        return filter?.Kind is null ? links : links.RemoveAll(link => !filter.Matches(link));
    }

    /// <summary>Makes a link with all its properties; <c>ip link add</c>.</summary>
    /// <remarks>
    /// One request, in which a master, hardware address, MTU, group and "up" take effect together. The kernel ignores an alias in it, so an alias is
    /// set by a second request, by the number of the link just made; if that fails the link is deleted again.
    /// </remarks>
    /// <param name="spec">The link.</param>
    /// <returns>The link as the kernel made it, with its number.</returns>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EEXIST"/>: the name is taken. <see cref="Errno.EOPNOTSUPP"/>: this kernel has no such kind. Others as the kernel explains.
    /// </exception>
    public Link CreateLink(LinkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var made = SendCreate(spec);
        if (made is not null && spec.Alias is null && spec.Master is null)
        {
            return made;
        }

        // The echo is sent before the master is set; kernels before 6.2 send none.
        var index = made?.Index ?? FindLink(spec.Name)?.Index ?? throw new NetlinkException(Errno.ENODEV, new("link add", spec.Name));
        try
        {
            return CompleteLink(index, spec);
        }
        catch
        {
            DeleteLinkIfPresent(index);
            throw;
        }
    }

    /// <summary>Changes a link; <c>ip link set</c>. Everything asked for goes in one request; the kernel applies it in its own order and stops at the first part it refuses.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="update">The changes.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link. Others as the kernel explains.</exception>
    public void UpdateLink(LinkIndex link, LinkUpdate update)
    {
        CheckIndex(link);
        ArgumentNullException.ThrowIfNull(update);
        using var request = Begin(RTM.NEWLINK, MessageFlags.None, new("link set", null, -1, link));
        LinkRequests.Update(request, link, update);
        _socket.Execute(request);
    }

    /// <summary>
    /// Deletes a link; <c>ip link delete</c>. The kernel waits for traffic in flight, some 15 to 30 ms for each link: many are better deleted by
    /// <see cref="DeleteLinkGroup"/> or with their namespace.
    /// </summary>
    /// <param name="link">Its number. The other end of a veth goes with it.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link. <see cref="Errno.EOPNOTSUPP"/>: it is hardware or <c>lo</c>.</exception>
    public void DeleteLink(LinkIndex link)
    {
        CheckIndex(link);
        using var request = Begin(RTM.DELLINK, MessageFlags.None, new("link delete", null, -1, link));
        LinkRequests.WriteHeader(request, link);
        _socket.Execute(request);
    }

    /// <summary>Deletes all links of a group at once, in about the time of one; <c>ip link delete group</c>.</summary>
    /// <param name="group">The group, at least 1: group 0 is where all links are that were never given one.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: the group is empty. <see cref="Errno.EOPNOTSUPP"/>: a link in it cannot be deleted, and none was.</exception>
    public void DeleteLinkGroup(int group)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        using var request = Begin(RTM.DELLINK, MessageFlags.None, new("link delete group", group));
        LinkRequests.DeleteGroup(request, group);
        _socket.Execute(request);
    }

    private Link? SendCreate(LinkSpec spec)
    {
        using var request = Begin(RTM.NEWLINK, MessageFlags.Create | MessageFlags.Exclusive, new("link add", spec));
        LinkRequests.Create(request, spec);
        return _socket.ExecuteEcho(request, LinkParser);
    }

    /// <summary>Sets the alias where there is one and reads the link back, in one datagram.</summary>
    private Link CompleteLink(LinkIndex link, LinkSpec spec)
    {
        if (spec.Alias is null)
        {
            return GetLink(link);
        }

        using var request = Begin(RTM.NEWLINK, MessageFlags.None, new("link set alias", spec.Alias, -1, link));
        LinkRequests.Update(request, link, new LinkUpdate { Alias = spec.Alias });
        request.Next((ushort)RTM.GETLINK, MessageFlags.None, new("link show", null, -1, link));
        LinkRequests.Get(request, link);
        return _socket.Query(request, LinkParser)!;
    }

    private void DeleteLinkIfPresent(LinkIndex link)
    {
        try
        {
            DeleteLink(link);
        }
        catch (IOException)
        {
            // The failure that led here is the one to report.
        }
    }

    private static void CheckIndex(LinkIndex link)
    {
        if (link.Value < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(link), link.Value, "Link numbers begin at 1.");
        }
    }
}
