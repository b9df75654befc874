using System.Net;

namespace NetController.Netlink.Mirror;

/// <summary>What tells the addresses of a namespace apart.</summary>
internal readonly record struct AddressKey(LinkIndex Link, IPAddress Address, int PrefixLength, IPAddress? Peer)
{
    internal static AddressKey Of(LinkAddress address) => new(address.Link, address.Address, address.PrefixLength, address.Peer);
}
