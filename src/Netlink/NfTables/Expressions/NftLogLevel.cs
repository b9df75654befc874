using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The severity of a log line (<c>NFT_LOGLEVEL_*</c>, linux/netfilter/nf_tables.h).</summary>
public enum NftLogLevel
{
    /// <summary><c>emerg</c>.</summary>
    Emergency = (int)NFT_LOGLEVEL.EMERG,

    /// <summary><c>alert</c>.</summary>
    Alert = (int)NFT_LOGLEVEL.ALERT,

    /// <summary><c>crit</c>.</summary>
    Critical = (int)NFT_LOGLEVEL.CRIT,

    /// <summary><c>err</c>.</summary>
    Error = (int)NFT_LOGLEVEL.ERR,

    /// <summary><c>warn</c>; the kernel's default.</summary>
    Warning = (int)NFT_LOGLEVEL.WARNING,

    /// <summary><c>notice</c>.</summary>
    Notice = (int)NFT_LOGLEVEL.NOTICE,

    /// <summary><c>info</c>.</summary>
    Information = (int)NFT_LOGLEVEL.INFO,

    /// <summary><c>debug</c>.</summary>
    Debug = (int)NFT_LOGLEVEL.DEBUG,

    /// <summary>To the audit subsystem instead of the log; <c>audit</c>.</summary>
    Audit = (int)NFT_LOGLEVEL.AUDIT,
}
