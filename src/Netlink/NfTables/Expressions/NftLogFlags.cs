using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>What a log line shows besides the addresses (<c>NF_LOG_*</c>, linux/netfilter/nf_log.h); the words after <c>flags</c>.</summary>
[Flags]
public enum NftLogFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>TCP sequence numbers; <c>tcp sequence</c>.</summary>
    TcpSequence = (int)NF_LOG.TCPSEQ,

    /// <summary>TCP options; <c>tcp options</c>.</summary>
    TcpOptions = (int)NF_LOG.TCPOPT,

    /// <summary>IP options; <c>ip options</c>.</summary>
    IpOptions = (int)NF_LOG.IPOPT,

    /// <summary>The user whose socket it is from; <c>skuid</c>.</summary>
    SocketUser = (int)NF_LOG.UID,

    /// <summary>The frame's header; <c>ether</c>.</summary>
    LinkHeader = (int)NF_LOG.MACDECODE,

    /// <summary>All of these; <c>all</c>.</summary>
    All = TcpSequence | TcpOptions | IpOptions | SocketUser | LinkHeader,
}
