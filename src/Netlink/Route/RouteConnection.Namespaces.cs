using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>
/// Ids of other namespaces: numbers by which this namespace calls its neighbours, for example in <see cref="Link.ParentNamespaceId"/>; <c>ip netns list-id</c>.
/// The kernel gives one by itself when a link has its other end in a namespace.
/// </content>
public sealed partial class RouteConnection
{
    private const int NotAssigned = -1;

    private static readonly MessageParser<object> NamespaceIdParser = static message => ReadNamespaceId(message) is { } id ? id : null;

    /// <summary>Tells the id of another namespace here.</summary>
    /// <param name="other">The other namespace.</param>
    /// <returns>The id, 0 or greater, or null when it has none.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public int? FindNamespaceId(NetworkNamespace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        using var request = Begin(RTM.GETNSID, MessageFlags.None, new("netns get-id", other.Path));
        request.WriteHeader(default(rtgenmsg));
        request.WriteNamespace(NETNSA.FD, other);
        return _socket.Query(request, NamespaceIdParser) is int id and not NotAssigned ? id : null;
    }

    /// <summary>Gives another namespace an id here; <c>ip netns set</c>. It keeps it as long as both live.</summary>
    /// <param name="other">The other namespace.</param>
    /// <param name="id">The id, 0 or greater, or null for the kernel to choose a free one.</param>
    /// <returns>The id.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: it has an id already, or the id is that of another.</exception>
    public int SetNamespaceId(NetworkNamespace other, int? id = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (id is { } wanted)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(wanted, nameof(id));
        }

        using (var request = Begin(RTM.NEWNSID, MessageFlags.None, new("netns set", other.Path)))
        {
            request.WriteHeader(default(rtgenmsg));
            request.WriteInt32(NETNSA.NSID, id ?? NotAssigned);
            request.WriteNamespace(NETNSA.FD, other);
            _socket.Execute(request);
        }

        return id ?? FindNamespaceId(other) ?? throw new NetlinkProtocolException("the kernel has not given the namespace an id that it says it has");
    }

    /// <summary>Tells the id of another namespace here, and gives it one when it has none.</summary>
    /// <param name="other">The other namespace.</param>
    /// <returns>The id.</returns>
    public int EnsureNamespaceId(NetworkNamespace other)
    {
        if (FindNamespaceId(other) is { } id)
        {
            return id;
        }

        try
        {
            return SetNamespaceId(other);
        }
        catch (NetlinkException e) when (e.Errno is Errno.EEXIST && FindNamespaceId(other) is not null)
        {
            // The kernel, or another process, gave it one meanwhile.
            return FindNamespaceId(other)!.Value;
        }
    }

    /// <summary>Lists the ids of other namespaces here; <c>ip netns list-id</c>.</summary>
    /// <returns>The ids in ascending order.</returns>
    /// <exception cref="DumpInterruptedException">Ids kept changing meanwhile.</exception>
    public ImmutableArray<int> ListNamespaceIds()
    {
        using var request = Begin(RTM.GETNSID, MessageFlags.None, "netns list-id");
        request.WriteHeader(default(rtgenmsg));
        return [.. _socket.Dump(request, NamespaceIdParser).Select(static id => (int)id).Order()];
    }

    /// <summary>Finds the named namespace that has an id here, for example the other end of a veth by <see cref="Link.ParentNamespaceId"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="folder">The folder of the names; that of <c>ip netns</c> unless given.</param>
    /// <returns>The first such name, or null when no namespace of the folder has the id.</returns>
    /// <exception cref="NetworkNamespaceException">The folder, or a file in it, may not be looked at.</exception>
    public NamedNamespace? FindNamedNamespace(int id, string folder = NetworkNamespace.NamesFolder)
    {
        foreach (var named in NetworkNamespace.ListNamed(folder))
        {
            try
            {
                using var candidate = NetworkNamespace.Open(named.Path);
                if (FindNamespaceId(candidate) == id)
                {
                    return named;
                }
            }
            catch (NetworkNamespaceException e) when (e.Errno is Errno.ENOENT or Errno.None)
            {
                // It was deleted meanwhile.
            }
        }

        return null;
    }

    private static int? ReadNamespaceId(MessageReader message)
    {
        if (message.Type != (ushort)RTM.NEWNSID)
        {
            return null;
        }

        var attributes = message.ReadAttributes<rtgenmsg, NETNSA>();
        while (attributes.Read())
        {
            if (attributes.Type is NETNSA.NSID)
            {
                return attributes.GetInt32();
            }
        }

        return null;
    }
}
