using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What is known of the route a packet takes (<c>NFT_RT_*</c>, linux/netfilter/nf_tables.h); the word after <c>rt</c> in nft(8).</summary>
public enum NftRouteKey
{
    /// <summary>Its realm, 4 bytes in the machine's byte order; <c>classid</c>.</summary>
    Realm = (int)NFT_RT.CLASSID,

    /// <summary>The IPv4 address of the next hop, 4 bytes; <c>ip nexthop</c>.</summary>
    IpNextHop = (int)NFT_RT.NEXTHOP4,

    /// <summary>The IPv6 address of the next hop, 16 bytes; <c>ip6 nexthop</c>.</summary>
    Ip6NextHop = (int)NFT_RT.NEXTHOP6,

    /// <summary>The longest TCP segment that fits the path, 2 bytes in the machine's byte order; <c>mtu</c>.</summary>
    TcpMaximumSegment = (int)NFT_RT.TCPMSS,

    /// <summary>Whether IPsec applies to it, 1 byte; <c>ipsec</c>.</summary>
    SecurityPolicy = (int)NFT_RT.XFRM,
}
