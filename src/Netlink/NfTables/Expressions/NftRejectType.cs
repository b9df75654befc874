using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>How a packet is rejected (<c>NFT_REJECT_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftRejectType
{
    /// <summary>By an ICMP or ICMPv6 message of the packet's own family; <c>with icmp …</c>, <c>with icmpv6 …</c>.</summary>
    Icmp = (int)NFT_REJECT.ICMP_UNREACH,

    /// <summary>By a TCP reset; <c>with tcp reset</c>.</summary>
    TcpReset = (int)NFT_REJECT.TCP_RST,

    /// <summary>By a message of either family, in tables of <c>inet</c> and <c>bridge</c>; <c>with icmpx …</c>.</summary>
    Icmpx = (int)NFT_REJECT.ICMPX_UNREACH,
}
