namespace NetController.Netlink;

/// <summary>The kernel subsystem a netlink socket talks to (<c>NETLINK_*</c>, linux/netlink.h, netlink(7)).</summary>
public enum NetlinkProtocol
{
    /// <summary>Links, addresses, routes, neighbours, queueing: what <c>ip</c> and <c>tc</c> speak (rtnetlink(7)).</summary>
    Route = 0,

    /// <summary>Socket monitoring: what <c>ss</c> speaks (sock_diag(7)).</summary>
    SocketDiagnostics = 4,

    /// <summary>Netfilter: nf_tables and conntrack.</summary>
    Netfilter = 12,

    /// <summary>Generic netlink: subsystems with a name.</summary>
    Generic = 16,
}
