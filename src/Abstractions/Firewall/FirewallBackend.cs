namespace NetController.Firewall;

/// <summary>Which program or kernel interface applies the rules.</summary>
public enum FirewallBackend
{
    /// <summary>iptables where its program is installed, nf_tables otherwise.</summary>
    Auto,

    /// <summary><c>iptables-restore</c> and <c>ip6tables-restore</c>.</summary>
    Iptables,

    /// <summary>nf_tables over netlink.</summary>
    Nftables,

    /// <summary>No rules at all: the administrator writes them, and takes away what another backend has left.</summary>
    None,
}
