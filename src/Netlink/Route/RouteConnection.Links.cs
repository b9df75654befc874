using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Links; <c>ip link</c>.</content>
public sealed partial class RouteConnection
{
    // One delegate for each choice of parts, for the life of the process: a method group would allocate one per call in shared generic code.
    private static readonly MessageParser<Link>[] LinkParsers =
    [
        Link.Decode,
        static message => Link.Decode(message, LinkParts.Statistics),
        static message => Link.Decode(message, LinkParts.Details),
        static message => Link.Decode(message, LinkParts.All),
    ];

    private static readonly MessageParser<Link> LinkParser = LinkParsers[0];

    /// <summary>Looks a link up by name; <c>ip link show dev NAME</c>.</summary>
    /// <param name="name">Its name, or an alternative name of it that is no longer than names are.</param>
    /// <returns>The link, or null when there is none (<see cref="Errno.ENODEV"/>, and for no other reason).</returns>
    /// <exception cref="ArgumentException">No link can have this name.</exception>
    public Link? FindLink(string name) => FindLink(name, LinkParts.None);

    /// <summary>Looks a link up by name, with parts that are left out by default.</summary>
    /// <param name="name">Its name, or an alternative name of it that is no longer than names are.</param>
    /// <param name="parts">What to read beyond what every link holds.</param>
    /// <inheritdoc cref="FindLink(string)"/>
    public Link? FindLink(string name, LinkParts parts) => FindLinkByName(IFLA.IFNAME, LinkName.Check(name, nameof(name)), parts);

    /// <summary>Looks a link up by number.</summary>
    /// <param name="link">Its number.</param>
    /// <returns>The link, or null when there is none.</returns>
    public Link? FindLink(LinkIndex link) => FindLink(link, LinkParts.None);

    /// <summary>Looks a link up by number, with parts that are left out by default.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="parts">What to read beyond what every link holds.</param>
    /// <returns>The link, or null when there is none.</returns>
    public Link? FindLink(LinkIndex link, LinkParts parts)
    {
        CheckIndex(link);
        using var request = Begin(RTM.GETLINK, MessageFlags.None, new("link show", null, -1, link));
        LinkRequests.Get(request, link, parts);
        return _socket.Query(request, ParserOf(parts), Errno.ENODEV);
    }

    /// <summary>Reads a link that must exist.</summary>
    /// <param name="link">Its number.</param>
    /// <returns>The link.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is none.</exception>
    public Link GetLink(LinkIndex link) => GetLink(link, LinkParts.None);

    /// <summary>Reads a link that must exist, with parts that are left out by default; <c>ip -s -d link show</c>.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="parts">What to read beyond what every link holds.</param>
    /// <returns>The link.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is none.</exception>
    public Link GetLink(LinkIndex link, LinkParts parts) =>
        FindLink(link, parts) ?? throw new NetlinkException(Errno.ENODEV, new("link show", null, -1, link));

    /// <summary>Lists links; <c>ip [-s] [-d] link show [type KIND] [master DEV]</c>.</summary>
    /// <param name="filter">Which, or null for all.</param>
    /// <param name="parts">What to read beyond what every link holds.</param>
    /// <returns>The links in the kernel's order.</returns>
    /// <exception cref="DumpInterruptedException">Links kept changing meanwhile.</exception>
    public ImmutableArray<Link> ListLinks(LinkFilter? filter = null, LinkParts parts = LinkParts.None)
    {
        using var request = Begin(RTM.GETLINK, MessageFlags.None, "link show");
        LinkRequests.List(request, filter, parts);
        var links = _socket.Dump(request, ParserOf(parts));

        // The kernel ignores the name of a kind whose module is not loaded, and then lists everything.
        return filter?.Kind is null ? links : links.RemoveAll(link => !filter.Matches(link));
    }

    /// <summary>Makes a link with all its properties; <c>ip link add</c>.</summary>
    /// <remarks>
    /// One request, in which a master, hardware address, MTU, group and "up" take effect together. The kernel ignores an alias, the settings of a port and a mode of address generation in
    /// it: where one is asked for, they and then "up" follow in a second datagram, by the number of the link just made. If any of that fails the link is deleted again.
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
        return made is not null && !spec.NeedsCompletion && spec.Master is null ? made : CompleteOrUndo(made, spec);
    }

    /// <summary>Makes a link as <see cref="CreateLink"/> does and tells its number alone, which is quicker: what was made is not read back.</summary>
    /// <param name="spec">The link.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="NetlinkException">As for <see cref="CreateLink"/>.</exception>
    public LinkIndex AddLink(LinkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var index = IndexOf(SendCreate(spec), spec);
        if (!spec.NeedsCompletion)
        {
            return index;
        }

        try
        {
            using var request = BeginCompletion(index, spec);
            _socket.Execute(request);
            return index;
        }
        catch
        {
            DeleteLinkIfPresent(index);
            throw;
        }
    }

    /// <summary>Makes a link inside another namespace, in one request; <c>ip link add … netns</c>. Moving one there afterwards costs the kernel many times as much.</summary>
    /// <param name="target">The namespace of the link. A connection there reads it; its index is not known here.</param>
    /// <param name="spec">The link. Its parent counts in the namespace of this connection; an alias, a master with settings of the port, and a mode of address generation are to be set from inside.</param>
    /// <exception cref="ArgumentException">The link has a property that is to be set from inside.</exception>
    /// <exception cref="NetlinkException">As for <see cref="CreateLink"/>.</exception>
    public void CreateLinkIn(NetworkNamespace target, LinkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.NeedsCompletion || spec.Master is not null)
        {
            throw new ArgumentException("The alias, the master, the settings of the port and the mode of address generation of a link are set from inside its namespace.", nameof(spec));
        }

        using var request = Begin(RTM.NEWLINK, MessageFlags.Create | MessageFlags.Exclusive, new("link add", spec));
        LinkRequests.Create(request, spec, target);
        _socket.Execute(request);
    }

    /// <summary>Changes a link; <c>ip link set</c>. Everything asked for goes in one datagram; the kernel applies it in its own order and stops at the first part it refuses.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="update">The changes.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link. Others as the kernel explains.</exception>
    public void UpdateLink(LinkIndex link, LinkUpdate update)
    {
        CheckIndex(link);
        ArgumentNullException.ThrowIfNull(update);
        using var request = Begin(RTM.NEWLINK, MessageFlags.None, new("link set", null, -1, link));
        WriteUpdate(request, link, update);
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

    /// <summary>Does what the request that made a link did not, and deletes the link where that fails.</summary>
    private Link CompleteOrUndo(Link? made, LinkSpec spec)
    {
        // The echo is sent before the master is set.
        var index = IndexOf(made, spec);
        try
        {
            return spec.NeedsCompletion ? CompleteLink(index, spec) : GetLink(index);
        }
        catch
        {
            DeleteLinkIfPresent(index);
            throw;
        }
    }

    /// <summary>Sets what the kernel ignores at creation and reads the link back, in one datagram.</summary>
    private Link CompleteLink(LinkIndex link, LinkSpec spec)
    {
        using var request = BeginCompletion(link, spec);
        request.Next((ushort)RTM.GETLINK, MessageFlags.None, new("link show", null, -1, link));
        LinkRequests.Get(request, link, LinkParts.None);
        return _socket.Query(request, LinkParser)!;
    }

    private MessageBuilder BeginCompletion(LinkIndex link, LinkSpec spec)
    {
        var request = Begin(RTM.NEWLINK, MessageFlags.None, new("link set alias", spec.Alias, -1, link));
        LinkRequests.Update(request, link, new LinkUpdate { Alias = spec.Alias, AddressGenerationMode = spec.AddressGenerationMode, PortSettings = spec.PortSettings });
        if (spec.IsUp)
        {
            request.Next((ushort)RTM.NEWLINK, MessageFlags.None, new("link set up", null, -1, link));
            LinkRequests.WriteHeader(request, link, isUp: true);
        }

        if (spec.PortSettings is { NeedsOwnRequest: true } port)
        {
            port.EncodeOwnRequest(request, link);
        }

        return request;
    }

    /// <summary>The number of a link that has been made; kernels before 6.2 do not tell it.</summary>
    private LinkIndex IndexOf(Link? made, LinkSpec spec) => made?.Index ?? FindLinkIndex(spec.Name) ?? throw new NetlinkException(Errno.ENODEV, new("link add", spec.Name));

    private Link? FindLinkByName(IFLA attribute, string name, LinkParts parts)
    {
        using var request = Begin(RTM.GETLINK, MessageFlags.None, new("link show dev", name));
        LinkRequests.Get(request, attribute, name, parts);
        return _socket.Query(request, ParserOf(parts), Errno.ENODEV);
    }

    /// <summary>Writes the request that a change takes, and those before and after it for what the kernel would do in the wrong order.</summary>
    private static void WriteUpdate(MessageBuilder request, LinkIndex link, LinkUpdate update)
    {
        if (update.NeedsModeFirst)
        {
            LinkRequests.SetMode(request, link, update.AddressGenerationMode!.Value);
            request.Next((ushort)RTM.NEWLINK, MessageFlags.None, new("link set", null, -1, link));
        }

        LinkRequests.Update(request, link, update);
        if (update.PortSettings is { NeedsOwnRequest: true } port)
        {
            port.EncodeOwnRequest(request, link);
        }
    }

    private static MessageParser<Link> ParserOf(LinkParts parts) => LinkParsers[(int)(parts & LinkParts.All)];

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
