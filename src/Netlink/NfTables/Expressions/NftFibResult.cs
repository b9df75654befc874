using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What is asked of the routing table (<c>NFT_FIB_RESULT_*</c>, linux/netfilter/nf_tables.h); the last word of <c>fib …</c> in nft(8).</summary>
public enum NftFibResult
{
    /// <summary>The number of the interface the route leads to, 4 bytes, 0 for none; <c>oif</c>.</summary>
    OutputInterface = (int)NFT_FIB_RESULT.OIF,

    /// <summary>The name of the interface the route leads to, 16 bytes filled with zeros; <c>oifname</c>.</summary>
    OutputInterfaceName = (int)NFT_FIB_RESULT.OIFNAME,

    /// <summary>Whether the address is local, broadcast, … (<c>RTN_*</c>), 4 bytes in the machine's byte order; <c>type</c>.</summary>
    AddressType = (int)NFT_FIB_RESULT.ADDRTYPE,
}
