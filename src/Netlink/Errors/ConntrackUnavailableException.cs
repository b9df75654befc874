namespace NetController.Netlink;

/// <summary>The kernel does not offer its table of flows to programs. The message says what to load.</summary>
public sealed class ConntrackUnavailableException : IOException
{
    internal ConntrackUnavailableException(NetlinkException cause)
        : base(
            $"this kernel does not offer connection tracking to programs ({ErrnoText.Describe(cause.Errno)}): load it with \"modprobe nf_conntrack_netlink\", "
            + "or use a kernel built with CONFIG_NF_CONNTRACK and CONFIG_NF_CT_NETLINK",
            cause) => Errno = cause.Errno;

    /// <summary>The kernel's error number.</summary>
    public Errno Errno { get; }
}
