using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Filters of queueing disciplines; <c>tc filter</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<TrafficFilter> FilterParser = TrafficFilter.Decode;

    /// <summary>Sets up a filter; <c>tc filter add</c>.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EEXIST"/>: there is one of that name. <see cref="Errno.ENOENT"/>: this kernel lacks the kind of filter or action. <see cref="Errno.EINVAL"/>: there is no such
    /// discipline, or its filters of that priority are of another kind or protocol. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    /// <exception cref="ArgumentException">The options contradict each other; the message says how.</exception>
    public void AddFilter(TrafficFilterSpec filter) => SendFilter(MessageFlags.Create | MessageFlags.Exclusive, "filter add", filter);

    /// <summary>Sets up a filter or changes the one of that priority and handle; <c>tc filter replace</c>. Without a handle, a <see cref="U32Filter"/> is always a new one.</summary>
    /// <param name="filter">The filter, with its priority.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddFilter"/>, except EEXIST.</exception>
    /// <exception cref="ArgumentException">The priority is missing, or the options contradict each other; the message says how.</exception>
    public void ReplaceFilter(TrafficFilterSpec filter)
    {
        TrafficRequests.CheckReplacement(filter);
        SendFilter(MessageFlags.Create, "filter replace", filter);
    }

    /// <summary>Removes filters; <c>tc filter del dev DEV parent P [prio N [handle H]]</c>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="parent">Where they stand.</param>
    /// <param name="priority">Only those of this priority, or 0 for all.</param>
    /// <param name="kind">The kind of the one to remove; needed with a handle.</param>
    /// <param name="handle">Only the one of this name, or 0 for all.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/> or <see cref="Errno.EINVAL"/>: there is none, or no such discipline. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">A handle is given without the priority.</exception>
    public void DeleteFilters(LinkIndex link, TrafficHandle parent, ushort priority = 0, string? kind = null, uint handle = 0)
    {
        TrafficRequests.CheckFilters(link, priority, handle);
        using var request = Begin(RTM.DELTFILTER, MessageFlags.None, new($"filter del parent {parent}", null, -1, link));
        TrafficRequests.NameFilter(request, link, parent, priority, 0, handle);
        if (kind is not null)
        {
            request.WriteString(TCA.KIND, RawOptions.CheckKind(kind));
        }

        _socket.Execute(request);
    }

    /// <summary>Lists the filters at one place; <c>tc filter show dev DEV parent P</c>.</summary>
    /// <remarks>For each kind and priority the kernel first sends an entry that stands for them all and has no options. It does not say when filters change meanwhile.</remarks>
    /// <param name="link">The link.</param>
    /// <param name="parent">
    /// The place: a discipline, a class, <see cref="TrafficHandle.IngressFilters"/> or <see cref="TrafficHandle.EgressFilters"/>; <see cref="TrafficHandle.None"/> is the discipline at the root.
    /// </param>
    /// <returns>The filters in the order in which they are asked; none where there is no such discipline.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public ImmutableArray<TrafficFilter> ListFilters(LinkIndex link, TrafficHandle parent)
    {
        CheckIndex(link);
        ImmutableArray<TrafficFilter> filters;
        using (var request = Begin(RTM.GETTFILTER, MessageFlags.None, new($"filter show parent {parent}", null, -1, link)))
        {
            TrafficRequests.Name(request, link, parent, TrafficHandle.None);
            filters = _socket.Dump(request, FilterParser);
        }

        return Confirm(link, filters);
    }

    private void SendFilter(MessageFlags flags, string words, TrafficFilterSpec filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Options.Check();
        using var request = Begin(RTM.NEWTFILTER, flags, new(words, filter));
        TrafficRequests.Write(request, filter);
        _socket.Execute(request);
    }
}
