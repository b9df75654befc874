using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Which way bytes are turned around (<c>NFT_BYTEORDER_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftByteOrderOperation
{
    /// <summary>From network byte order to the machine's; <c>ntoh</c>.</summary>
    NetworkToHost = (int)NFT_BYTEORDER.NTOH,

    /// <summary>From the machine's byte order to the network's; <c>hton</c>.</summary>
    HostToNetwork = (int)NFT_BYTEORDER.HTON,
}
