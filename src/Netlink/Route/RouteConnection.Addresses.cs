using System.Collections.Immutable;
using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Addresses; <c>ip address</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<LinkAddress> AddressParser = LinkAddress.Decode;

    /// <summary>Gives a link an address; <c>ip address add ADDRESS/PREFIX dev DEV</c>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">The length of its subnet's prefix: 0 to 32 bits, or to 128 for IPv6.</param>
    /// <param name="options">More about it, or null.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: the link has it already. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">The prefix is too long, the link has no number, or the options do not fit the address; the message says which rule is broken.</exception>
    public void AddAddress(LinkIndex link, IPAddress address, int prefixLength, AddressOptions? options = null) =>
        ChangeAddress(RTM.NEWADDR, MessageFlags.Create | MessageFlags.Exclusive, "address add", link, address, prefixLength, options);

    /// <summary>Gives a link an address or changes the options of one it has; <c>ip address replace</c>.</summary>
    /// <inheritdoc cref="AddAddress" path="/param"/>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is no such link.</exception>
    /// <exception cref="ArgumentException">The prefix is too long, the link has no number, or the options do not fit the address; the message says which rule is broken.</exception>
    public void ReplaceAddress(LinkIndex link, IPAddress address, int prefixLength, AddressOptions? options = null) =>
        ChangeAddress(RTM.NEWADDR, MessageFlags.Create | MessageFlags.Replace, "address replace", link, address, prefixLength, options);

    /// <summary>Takes an address from a link; <c>ip address delete</c>. Routes that depend on it go with it.</summary>
    /// <param name="link">The link.</param>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">The length of its prefix, which must match.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.EADDRNOTAVAIL"/>: the link does not have it. <see cref="Errno.ENODEV"/>: there is no such link.</exception>
    public void DeleteAddress(LinkIndex link, IPAddress address, int prefixLength) =>
        ChangeAddress(RTM.DELADDR, MessageFlags.None, "address delete", link, address, prefixLength, null);

    /// <summary>Lists addresses; <c>ip address show [dev DEV]</c>.</summary>
    /// <param name="filter">Which, or null for all, IPv4 before IPv6.</param>
    /// <returns>The addresses in the kernel's order.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: the filter names a link that does not exist.</exception>
    /// <exception cref="DumpInterruptedException">Addresses kept changing meanwhile.</exception>
    public ImmutableArray<LinkAddress> ListAddresses(AddressFilter? filter = null)
    {
        using var request = Begin(RTM.GETADDR, MessageFlags.None, new("address show", null, -1, filter?.Link ?? default));
        AddressRequests.List(request, filter);
        return _socket.Dump(request, AddressParser);
    }

    private void ChangeAddress(
        RTM type, MessageFlags flags, string words, LinkIndex link, IPAddress address, int prefixLength, AddressOptions? options)
    {
        AddressRequests.Check(link, address, prefixLength, options);
        using var request = Begin(type, flags, new(words, address, prefixLength, link));
        AddressRequests.Write(request, link, address, prefixLength, options);
        _socket.Execute(request);
    }
}
