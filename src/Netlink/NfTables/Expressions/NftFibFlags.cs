using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>By what the routing table is asked (<c>NFTA_FIB_F_*</c>, linux/netfilter/nf_tables.h); the first words of <c>fib …</c> in nft(8).</summary>
[Flags]
public enum NftFibFlags
{
    /// <summary>Nothing; the kernel refuses it.</summary>
    None = 0,

    /// <summary>By the packet's source address; <c>saddr</c>.</summary>
    SourceAddress = (int)NFTA_FIB_F.SADDR,

    /// <summary>By the packet's destination address; <c>daddr</c>.</summary>
    DestinationAddress = (int)NFTA_FIB_F.DADDR,

    /// <summary>And its mark; <c>mark</c>.</summary>
    Mark = (int)NFTA_FIB_F.MARK,

    /// <summary>And the interface it came in by; <c>iif</c>.</summary>
    InputInterface = (int)NFTA_FIB_F.IIF,

    /// <summary>And the interface it leaves by; <c>oif</c>.</summary>
    OutputInterface = (int)NFTA_FIB_F.OIF,

    /// <summary>The result is only whether there is a route, 1 or 0 in 4 bytes of the machine's byte order; <c>exists</c> and <c>missing</c>.</summary>
    Presence = (int)NFTA_FIB_F.PRESENT,
}
