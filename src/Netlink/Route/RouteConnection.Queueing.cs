using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Queueing disciplines and their classes; <c>tc qdisc</c> and <c>tc class</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<Qdisc> QdiscParser = Qdisc.Decode;
    private static readonly MessageParser<TrafficClass> ClassParser = TrafficClass.Decode;

    /// <summary>Sets up a queueing discipline; <c>tc qdisc add</c>.</summary>
    /// <param name="qdisc">The discipline.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EEXIST"/>: its place is taken. <see cref="Errno.ENOENT"/>: this kernel has no such kind. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    /// <exception cref="ArgumentException">The options contradict each other; the message says how.</exception>
    public void AddQdisc(QdiscSpec qdisc) => SendQdisc(MessageFlags.Create | MessageFlags.Exclusive, "qdisc add", qdisc);

    /// <summary>Sets up a queueing discipline, takes the place of one of another kind, or changes one of the same; <c>tc qdisc replace</c>.</summary>
    /// <param name="qdisc">The discipline.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddQdisc"/>, except EEXIST.</exception>
    /// <exception cref="ArgumentException">The options contradict each other; the message says how.</exception>
    public void ReplaceQdisc(QdiscSpec qdisc) => SendQdisc(MessageFlags.Create | MessageFlags.Replace, "qdisc replace", qdisc);

    /// <summary>Removes a queueing discipline with its classes and filters; <c>tc qdisc del dev DEV root</c>. The kernel's own takes its place.</summary>
    /// <param name="link">The link.</param>
    /// <param name="parent">Where it stands: <see cref="TrafficHandle.Root"/>, <see cref="TrafficHandle.Ingress"/> or a class.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.ENOENT"/>: there is none but the kernel's own; <see cref="Errno.EINVAL"/> where nothing can be received. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    public void DeleteQdisc(LinkIndex link, TrafficHandle parent)
    {
        CheckIndex(link);
        using var request = Begin(RTM.DELQDISC, MessageFlags.None, new($"qdisc del parent {parent}", null, -1, link));
        TrafficRequests.Name(request, link, parent, TrafficHandle.None);
        _socket.Execute(request);
    }

    /// <summary>Lists queueing disciplines; <c>tc -s qdisc show [dev DEV]</c>.</summary>
    /// <remarks>The kernel lists those of all links whatever is asked for, and does not say when they change meanwhile.</remarks>
    /// <param name="link">Only those of this link, or null for all.</param>
    /// <returns>The disciplines in the kernel's order, its own among them.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public ImmutableArray<Qdisc> ListQdiscs(LinkIndex? link = null)
    {
        using (var request = Begin(RTM.GETQDISC, MessageFlags.None, new("qdisc show", null, -1, link ?? default)))
        {
            TrafficRequests.Name(request, LinkIndex.None, TrafficHandle.None, TrafficHandle.None);
            var all = _socket.Dump(request, QdiscParser);
            var wanted = link is { } one ? all.RemoveAll(qdisc => qdisc.Link != one) : all;
            if (link is null || wanted.Length > 0)
            {
                return wanted;
            }
        }

        _ = GetLink(link.Value);
        return [];
    }

    /// <summary>Sets up a class; <c>tc class add</c>.</summary>
    /// <param name="trafficClass">The class.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: its name is taken. <see cref="Errno.ENOENT"/>: there is no such discipline. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">The options contradict each other; the message says how.</exception>
    public void AddClass(TrafficClassSpec trafficClass) => SendClass(MessageFlags.Create | MessageFlags.Exclusive, "class add", trafficClass);

    /// <summary>Sets up a class or changes the one of that name; <c>tc class replace</c>.</summary>
    /// <param name="trafficClass">The class.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddClass"/>, except EEXIST.</exception>
    /// <exception cref="ArgumentException">The options contradict each other; the message says how.</exception>
    public void ReplaceClass(TrafficClassSpec trafficClass) => SendClass(MessageFlags.Create | MessageFlags.Replace, "class replace", trafficClass);

    /// <summary>Removes a class; <c>tc class del dev DEV classid C</c>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="handle">Its name.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: there is none. <see cref="Errno.EBUSY"/>: filters or classes depend on it.</exception>
    public void DeleteClass(LinkIndex link, TrafficHandle handle)
    {
        CheckIndex(link);
        using var request = Begin(RTM.DELTCLASS, MessageFlags.None, new($"class del classid {handle}", null, -1, link));
        TrafficRequests.Name(request, link, TrafficHandle.None, handle);
        _socket.Execute(request);
    }

    /// <summary>Lists the classes of a link; <c>tc -s class show dev DEV</c>.</summary>
    /// <remarks>The kernel does not say when they change meanwhile.</remarks>
    /// <param name="link">The link.</param>
    /// <returns>The classes in the kernel's order.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public ImmutableArray<TrafficClass> ListClasses(LinkIndex link)
    {
        CheckIndex(link);
        ImmutableArray<TrafficClass> classes;
        using (var request = Begin(RTM.GETTCLASS, MessageFlags.None, new("class show", null, -1, link)))
        {
            TrafficRequests.Name(request, link, TrafficHandle.None, TrafficHandle.None);
            classes = _socket.Dump(request, ClassParser);
        }

        return Confirm(link, classes);
    }

    /// <summary>Tells a link that has nothing from one that does not exist: for both the kernel sends an empty list.</summary>
    private ImmutableArray<T> Confirm<T>(LinkIndex link, ImmutableArray<T> found)
    {
        if (found.IsEmpty)
        {
            _ = GetLink(link);
        }

        return found;
    }

    private void SendQdisc(MessageFlags flags, string words, QdiscSpec qdisc)
    {
        ArgumentNullException.ThrowIfNull(qdisc);
        qdisc.Options.Check();
        using var request = Begin(RTM.NEWQDISC, flags, new(words, qdisc));
        TrafficRequests.Write(request, qdisc);
        _socket.Execute(request);
    }

    private void SendClass(MessageFlags flags, string words, TrafficClassSpec trafficClass)
    {
        ArgumentNullException.ThrowIfNull(trafficClass);
        trafficClass.Options.Check();
        using var request = Begin(RTM.NEWTCLASS, flags, new(words, trafficClass));
        TrafficRequests.Write(request, trafficClass);
        _socket.Execute(request);
    }
}
