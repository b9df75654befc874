namespace NetController.Netlink.Wire;

/// <summary>Severities of log lines, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_LOGLEVEL
{
    EMERG = 0,
    ALERT = 1,
    CRIT = 2,
    ERR = 3,
    WARNING = 4,
    NOTICE = 5,
    INFO = 6,
    DEBUG = 7,
    AUDIT = 8,
}
