using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The lists of headers and options that a packet can carry (<c>NFT_EXTHDR_OP_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftExtensionHeaderKind
{
    /// <summary>IPv6 extension headers, by their protocol number; <c>hbh</c>, <c>frag</c>, <c>rt</c>, …</summary>
    Ip6 = (int)NFT_EXTHDR_OP.IPV6,

    /// <summary>TCP options, by their kind; <c>tcp option …</c>.</summary>
    TcpOption = (int)NFT_EXTHDR_OP.TCPOPT,

    /// <summary>IPv4 options, by their type; <c>ip option …</c>.</summary>
    IpOption = (int)NFT_EXTHDR_OP.IPV4,

    /// <summary>SCTP chunks, by their type; <c>sctp chunk …</c>.</summary>
    SctpChunk = (int)NFT_EXTHDR_OP.SCTP,

    /// <summary>DCCP options, by their type; <c>dccp option …</c>.</summary>
    DccpOption = (int)NFT_EXTHDR_OP.DCCP,
}
