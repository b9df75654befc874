using System.Collections.Immutable;
using System.Security.Cryptography;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Several links at once: many requests in one datagram, and which of them failed.</content>
public sealed partial class RouteConnection
{
    // What the kernel answers to this many fits into a queue of the default size, even when all fail or all are echoed.
    private const int LinksPerDatagram = 32;

    /// <summary>Makes links, many in one datagram; the kernel goes on after one that fails.</summary>
    /// <param name="specs">The links, in the order they are to be made.</param>
    /// <returns>The links and the failures. Nothing is left of one that failed.</returns>
    /// <exception cref="ArgumentException">A property of one cannot be; nothing was sent of its datagram.</exception>
    public LinkBatchResult CreateLinks(params ReadOnlySpan<LinkSpec> specs)
    {
        CheckAll(specs);
        var made = new Link?[specs.Length];
        var failures = new NetlinkException?[specs.Length];
        for (var start = 0; start < specs.Length; start += LinksPerDatagram)
        {
            var count = Math.Min(LinksPerDatagram, specs.Length - start);
            SendCreates(specs.Slice(start, count), made.AsSpan(start, count), failures.AsSpan(start, count));
        }

        for (var i = 0; i < specs.Length; i++)
        {
            made[i] = failures[i] is null ? Finish(made[i], specs[i], ref failures[i]) : null;
        }

        return new LinkBatchResult([.. made], Gather(failures));
    }

    /// <summary>Changes links, many in one datagram; the kernel goes on after one that fails.</summary>
    /// <param name="changes">The changes, in the order they are to be made.</param>
    /// <returns>Those that failed; empty when none did.</returns>
    public ImmutableArray<RequestFailure> UpdateLinks(params ReadOnlySpan<LinkChange> changes)
    {
        foreach (var (link, update) in changes)
        {
            CheckIndex(link);
            ArgumentNullException.ThrowIfNull(update, nameof(changes));
        }

        var failures = new NetlinkException?[changes.Length];
        for (var start = 0; start < changes.Length; start += LinksPerDatagram)
        {
            var count = Math.Min(LinksPerDatagram, changes.Length - start);
            SendUpdates(changes.Slice(start, count), failures.AsSpan(start, count));
        }

        return Gather(failures);
    }

    /// <summary>
    /// Deletes links, all in about the time of one, where one by one the kernel takes some 15 to 30 ms for each: they are put into a group of their own, and that is
    /// deleted. Where the kernel refuses the group because of a link that cannot be deleted, such as <c>lo</c>, the others are deleted one by one.
    /// </summary>
    /// <param name="links">Their numbers. The other end of a veth goes with it, and may be given too.</param>
    /// <returns>Those that failed: <see cref="Errno.ENODEV"/> where there is no such link, <see cref="Errno.EOPNOTSUPP"/> where it cannot be deleted. Empty when none did.</returns>
    public ImmutableArray<RequestFailure> DeleteLinks(params ReadOnlySpan<LinkIndex> links)
    {
        var failures = new NetlinkException?[links.Length];
        var groups = new int[links.Length];
        for (var i = 0; i < links.Length; i++)
        {
            // Before anything is moved, since what cannot be deleted is to be put back.
            CheckIndex(links[i]);
            groups[i] = FindLink(links[i])?.Group ?? -1;
        }

        var own = RandomNumberGenerator.GetInt32(1 << 30, int.MaxValue);
        MoveToGroup(links, own, groups, failures);
        if (failures.AsSpan().Contains(null) && !TryDeleteGroup(own))
        {
            DeleteOneByOne(links, groups, failures);
        }

        return Gather(failures);
    }

    private void SendCreates(ReadOnlySpan<LinkSpec> specs, Span<Link?> made, Span<NetlinkException?> failures)
    {
        const MessageFlags Flags = MessageFlags.Create | MessageFlags.Exclusive | MessageFlags.Echo;
        using var request = Begin(RTM.NEWLINK, Flags, new("link add", specs[0]));
        LinkRequests.Create(request, specs[0]);
        foreach (var spec in specs[1..])
        {
            request.Next((ushort)RTM.NEWLINK, Flags, new("link add", spec));
            LinkRequests.Create(request, spec);
        }

        var sink = new LinkEchoSink(request, made);
        foreach (var (position, reason) in _socket.ExecuteAllInto(request, ref sink))
        {
            failures[position] = reason;
        }
    }

    private Link? Finish(Link? made, LinkSpec spec, ref NetlinkException? failure)
    {
        if (made is not null && !spec.NeedsCompletion && spec.Master is null)
        {
            return made;
        }

        try
        {
            return CompleteOrUndo(made, spec);
        }
        catch (NetlinkException reason)
        {
            failure = reason;
            return null;
        }
    }

    private void SendUpdates(ReadOnlySpan<LinkChange> changes, Span<NetlinkException?> failures)
    {
        // A change may take several requests, so their positions are not those of the changes.
        var positions = new List<int>();
        using var request = Begin(RTM.NEWLINK, MessageFlags.None, new("link set", null, -1, changes[0].Link));
        for (var i = 0; i < changes.Length; i++)
        {
            if (i > 0)
            {
                request.Next((ushort)RTM.NEWLINK, MessageFlags.None, new("link set", null, -1, changes[i].Link));
            }

            WriteUpdate(request, changes[i].Link, changes[i].Update);
            positions.AddRange(Enumerable.Repeat(i, request.Count - positions.Count));
        }

        foreach (var (position, reason) in _socket.ExecuteAll(request))
        {
            failures[positions[position]] ??= reason;
        }
    }

    private void MoveToGroup(ReadOnlySpan<LinkIndex> links, int group, ReadOnlySpan<int> groups, Span<NetlinkException?> failures)
    {
        var update = new LinkUpdate { Group = group };
        var changes = new LinkChange[links.Length];
        for (var i = 0; i < links.Length; i++)
        {
            changes[i] = new LinkChange(links[i], update);
        }

        foreach (var (position, reason) in UpdateLinks(changes))
        {
            // The kernel's words are about the group; what failed is the deletion.
            failures[position] = new NetlinkException(reason.Errno, new("link delete", null, -1, links[position]), reason.KernelMessage);
        }

        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0)
            {
                failures[i] ??= new NetlinkException(Errno.ENODEV, new("link delete", null, -1, links[i]));
            }
        }
    }

    private bool TryDeleteGroup(int group)
    {
        try
        {
            DeleteLinkGroup(group);
            return true;
        }
        catch (NetlinkException)
        {
            return false;
        }
    }

    private void DeleteOneByOne(ReadOnlySpan<LinkIndex> links, ReadOnlySpan<int> groups, Span<NetlinkException?> failures)
    {
        var peersGone = new HashSet<LinkIndex>();
        for (var i = 0; i < links.Length; i++)
        {
            if (failures[i] is not null || peersGone.Contains(links[i]))
            {
                continue;
            }

            var peer = FindLink(links[i]) is { Kind: "veth", ParentNamespaceId: null, Parent: { } other } ? other : LinkIndex.None;
            try
            {
                DeleteLink(links[i]);
                peersGone.Add(peer);
            }
            catch (NetlinkException reason)
            {
                // Back to where it was, unless it has gone meanwhile.
                failures[i] = reason;
                _ = UpdateLinks(new LinkChange(links[i], new LinkUpdate { Group = groups[i] }));
            }
        }
    }

    private static void CheckAll(ReadOnlySpan<LinkSpec> specs)
    {
        foreach (var spec in specs)
        {
            ArgumentNullException.ThrowIfNull(spec, nameof(specs));
        }
    }

    private static ImmutableArray<RequestFailure> Gather(ReadOnlySpan<NetlinkException?> failures)
    {
        var gathered = ImmutableArray.CreateBuilder<RequestFailure>();
        for (var i = 0; i < failures.Length; i++)
        {
            if (failures[i] is { } reason)
            {
                gathered.Add(new RequestFailure(i, reason));
            }
        }

        return gathered.ToImmutable();
    }
}
