using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The kinds of checksum that a change of a packet can keep right (<c>NFT_PAYLOAD_CSUM_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftChecksumType
{
    /// <summary>None; only that of the transport header may follow.</summary>
    None = (int)NFT_PAYLOAD_CSUM.NONE,

    /// <summary>The 16-bit sum of IPv4, TCP and UDP.</summary>
    Internet = (int)NFT_PAYLOAD_CSUM.INET,

    /// <summary>The CRC of SCTP.</summary>
    Sctp = (int)NFT_PAYLOAD_CSUM.SCTP,
}
