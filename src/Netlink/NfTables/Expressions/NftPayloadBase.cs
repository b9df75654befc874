using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Where in a packet offsets count from (<c>NFT_PAYLOAD_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftPayloadBase
{
    /// <summary>The frame's own header; <c>@ll</c>, <c>ether …</c>.</summary>
    LinkHeader = (int)NFT_PAYLOAD.LL_HEADER,

    /// <summary>The IPv4, IPv6 or ARP header; <c>@nh</c>, <c>ip …</c>, <c>ip6 …</c>.</summary>
    NetworkHeader = (int)NFT_PAYLOAD.NETWORK_HEADER,

    /// <summary>The TCP, UDP, … header; <c>@th</c>, <c>tcp …</c>, <c>udp …</c>.</summary>
    TransportHeader = (int)NFT_PAYLOAD.TRANSPORT_HEADER,

    /// <summary>What follows the transport header; <c>@ih</c>.</summary>
    InnerHeader = (int)NFT_PAYLOAD.INNER_HEADER,
}
