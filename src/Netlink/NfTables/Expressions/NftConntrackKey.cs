using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What is known of the connection a packet belongs to (<c>NFT_CT_*</c>, linux/netfilter/nf_tables.h); the word after <c>ct</c> in nft(8). Numbers are in the machine's byte order unless it says otherwise.</summary>
public enum NftConntrackKey
{
    /// <summary>Whether it is new, established, …, a bit each, 4 bytes; <c>state</c>.</summary>
    State = (int)NFT_CT.STATE,

    /// <summary>Whether the packet goes the way of the first one (0) or back (1), 1 byte; <c>direction</c>.</summary>
    Direction = (int)NFT_CT.DIRECTION,

    /// <summary>Whether it is assured, translated, …, a bit each, 4 bytes; <c>status</c>.</summary>
    Status = (int)NFT_CT.STATUS,

    /// <summary>Its mark, 4 bytes; <c>mark</c>. Can be set.</summary>
    Mark = (int)NFT_CT.MARK,

    /// <summary>Its security mark, 4 bytes; <c>secmark</c>. Can be set.</summary>
    SecurityMark = (int)NFT_CT.SECMARK,

    /// <summary>In how many milliseconds it expires, 4 bytes; <c>expiration</c>.</summary>
    Expiration = (int)NFT_CT.EXPIRATION,

    /// <summary>The name of its helper, 16 bytes filled with zeros; <c>helper</c>.</summary>
    Helper = (int)NFT_CT.HELPER,

    /// <summary>IPv4 or IPv6, as <see cref="NftFamily"/>, 1 byte; <c>l3proto</c>.</summary>
    NetworkProtocol = (int)NFT_CT.L3PROTOCOL,

    /// <summary>The source address in a table of one family, 4 or 16 bytes; <c>saddr</c>. Needs a direction.</summary>
    Source = (int)NFT_CT.SRC,

    /// <summary>The destination address in a table of one family, 4 or 16 bytes; <c>daddr</c>. Needs a direction.</summary>
    Destination = (int)NFT_CT.DST,

    /// <summary>The transport protocol, 1 byte; <c>protocol</c>.</summary>
    TransportProtocol = (int)NFT_CT.PROTOCOL,

    /// <summary>The source port, 2 bytes in network byte order; <c>proto-src</c>. Needs a direction.</summary>
    SourcePort = (int)NFT_CT.PROTO_SRC,

    /// <summary>The destination port, 2 bytes in network byte order; <c>proto-dst</c>. Needs a direction.</summary>
    DestinationPort = (int)NFT_CT.PROTO_DST,

    /// <summary>Its labels, a bit each, 16 bytes; <c>label</c>. Can be set.</summary>
    Labels = (int)NFT_CT.LABELS,

    /// <summary>The packets counted, in one direction or both, 8 bytes; <c>packets</c>.</summary>
    Packets = (int)NFT_CT.PKTS,

    /// <summary>The bytes counted, in one direction or both, 8 bytes; <c>bytes</c>.</summary>
    Bytes = (int)NFT_CT.BYTES,

    /// <summary>The mean length of its packets, in one direction or both, 8 bytes; <c>avgpkt</c>.</summary>
    AveragePacket = (int)NFT_CT.AVGPKT,

    /// <summary>Its zone, in one direction or both, 2 bytes; <c>zone</c>. Can be set.</summary>
    Zone = (int)NFT_CT.ZONE,

    /// <summary>Which of its events are reported, a bit each, 4 bytes; <c>event</c>. Can only be set.</summary>
    EventMask = (int)NFT_CT.EVENTMASK,

    /// <summary>The IPv4 source address, 4 bytes; <c>ip saddr</c>. Needs a direction.</summary>
    IpSource = (int)NFT_CT.SRC_IP,

    /// <summary>The IPv4 destination address, 4 bytes; <c>ip daddr</c>. Needs a direction.</summary>
    IpDestination = (int)NFT_CT.DST_IP,

    /// <summary>The IPv6 source address, 16 bytes; <c>ip6 saddr</c>. Needs a direction.</summary>
    Ip6Source = (int)NFT_CT.SRC_IP6,

    /// <summary>The IPv6 destination address, 16 bytes; <c>ip6 daddr</c>. Needs a direction.</summary>
    Ip6Destination = (int)NFT_CT.DST_IP6,

    /// <summary>The kernel's number for it, 4 bytes; <c>id</c>.</summary>
    Id = (int)NFT_CT.ID,
}
