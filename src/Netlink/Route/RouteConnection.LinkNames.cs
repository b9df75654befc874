using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Alternative names of links; <c>ip link property</c>.</content>
public sealed partial class RouteConnection
{
    /// <summary>Looks a link up by an alternative name, or by its name; <c>ip link show dev NAME</c>.</summary>
    /// <param name="name">1 to 127 bytes without blanks and <c>/</c>.</param>
    /// <returns>The link, or null when there is none.</returns>
    /// <exception cref="ArgumentException">No link can have this name.</exception>
    public Link? FindLinkByAlternativeName(string name) => FindLinkByAlternativeName(name, LinkParts.None);

    /// <summary>Looks a link up by an alternative name, with parts that are left out by default.</summary>
    /// <param name="name">1 to 127 bytes without blanks and <c>/</c>.</param>
    /// <param name="parts">What to read beyond what every link holds.</param>
    /// <inheritdoc cref="FindLinkByAlternativeName(string)"/>
    public Link? FindLinkByAlternativeName(string name, LinkParts parts) =>
        FindLinkByName(IFLA.ALT_IFNAME, LinkName.CheckAlternative(name, nameof(name)), parts);

    /// <summary>Gives a link further names; <c>ip link property add dev DEV altname NAME…</c>. They are listed by <see cref="LinkDetails.AlternativeNames"/>.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="names">Names of 1 to 127 bytes without blanks and <c>/</c>, which no link of the namespace has.</param>
    /// <exception cref="ArgumentException">There is none, or no link can have one of these names.</exception>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: a name is taken; those before it were given. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void AddAlternativeNames(LinkIndex link, params ReadOnlySpan<string> names) =>
        ChangeNames(RTM.NEWLINKPROP, MessageFlags.Create | MessageFlags.Exclusive | MessageFlags.Append, "link property add", link, names);

    /// <summary>Takes further names from a link; <c>ip link property del dev DEV altname NAME…</c>.</summary>
    /// <param name="link">Its number.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="ArgumentException">There is none, or no link can have one of these names.</exception>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.ENOENT"/> or <see cref="Errno.EINVAL"/>: the link has no such alternative name; those before it were taken. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    public void DeleteAlternativeNames(LinkIndex link, params ReadOnlySpan<string> names) =>
        ChangeNames(RTM.DELLINKPROP, MessageFlags.None, "link property del", link, names);

    private void ChangeNames(RTM type, MessageFlags flags, string words, LinkIndex link, ReadOnlySpan<string> names)
    {
        CheckIndex(link);
        if (names.IsEmpty)
        {
            throw new ArgumentException("There is no name.", nameof(names));
        }

        foreach (var name in names)
        {
            LinkName.CheckAlternative(name, nameof(names));
        }

        using var request = Begin(type, flags, new(words, names[0], -1, link));
        LinkRequests.ChangeNames(request, link, names);
        _socket.Execute(request);
    }
}
