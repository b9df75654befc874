namespace NetController.Netlink.Wire;

/// <summary>What is written to the log besides the addresses, linux/netfilter/nf_log.h.</summary>
internal enum NF_LOG
{
    TCPSEQ = 1,
    TCPOPT = 2,
    IPOPT = 4,
    UID = 8,
    MACDECODE = 32,
}
