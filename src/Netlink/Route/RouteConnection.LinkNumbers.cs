namespace NetController.Netlink;

/// <content>Numbers of links alone, which the kernel tells a hundred times as fast as all that it knows of them; if_nametoindex(3).</content>
public sealed partial class RouteConnection
{
    /// <summary>The number of a link by its name; <c>cat /sys/class/net/NAME/ifindex</c>.</summary>
    /// <remarks>Does not wait for a change of links that the kernel is at, as <see cref="FindLink(string)"/> does.</remarks>
    /// <param name="name">Its name, or an alternative name of it that is no longer than names are.</param>
    /// <returns>Its number, or null when there is no such link.</returns>
    /// <exception cref="ArgumentException">No link can have this name.</exception>
    public LinkIndex? FindLinkIndex(string name)
    {
        var error = _socket.FindLinkIndex(LinkName.Check(name, nameof(name)), out var index);
        return IsFound(error, new("link index", name)) ? new LinkIndex(index) : null;
    }

    /// <summary>Whether there is a link of a number.</summary>
    /// <remarks>
    /// Does not wait for a change of links that the kernel is at, as <see cref="FindLink(LinkIndex)"/> does: a link that is being deleted is gone as soon as its name
    /// is free and nothing goes through it.
    /// </remarks>
    /// <param name="link">Its number.</param>
    public bool HasLink(LinkIndex link)
    {
        CheckIndex(link);
        return IsFound(_socket.FindLink(link.Value), new("link name", null, -1, link));
    }

    private static bool IsFound(Errno error, NetlinkOperation operation) => error switch
    {
        Errno.None => true,
        Errno.ENODEV or Errno.ENXIO => false,
        _ => throw new NetlinkException(error, operation),
    };
}
