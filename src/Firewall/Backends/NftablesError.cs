using NetController.Netlink;

namespace NetController.Firewall.Backends;

/// <summary>Turns what the kernel said of nf_tables into the error it means.</summary>
internal static class NftablesError
{
    /// <summary>Since when a rule can see by which link a packet came in where its source is translated.</summary>
    private static readonly Version FirstKernel = new(5, 7);

    /// <summary>Refuses a kernel that would take the rules and not obey them.</summary>
    /// <exception cref="ResourceUnavailableException">The kernel is too old.</exception>
    public static void RequireKernel(Version kernel)
    {
        if (kernel < FirstKernel)
        {
            throw new ResourceUnavailableException(
                $"nf_tables of Linux {kernel.Major}.{kernel.Minor} does not see where a packet came from when it leaves; that takes Linux {FirstKernel}",
                "choose iptables (--firewall iptables)");
        }
    }

    /// <summary>The error of a request to the kernel.</summary>
    /// <param name="operation">What was being done.</param>
    /// <param name="error">What the kernel said.</param>
    public static NetControllerException Of(string operation, Exception error) => error switch
    {
        NetControllerException known => known,
        NetlinkException { Errno: Errno.EPERM or Errno.EACCES } => new OperationForbiddenException(
            $"{operation} is not allowed: {error.Message}", "run as root, or with CAP_NET_ADMIN", error),
        NetlinkException { Errno: Errno.EOPNOTSUPP or Errno.EPROTONOSUPPORT or Errno.EAFNOSUPPORT } or NetlinkException { Errno: Errno.EINVAL, Operation: "list generation" } =>
            new ResourceUnavailableException(
                $"this kernel has no nf_tables, or not the family inet of it: {error.Message}", "load it ('modprobe nf_tables') or choose iptables (--firewall iptables)", error),
        NetlinkException { Errno: Errno.ENOENT } refused when refused.Operation.StartsWith("add rule", StringComparison.Ordinal) => new ResourceUnavailableException(
            $"this kernel lacks a part of nf_tables: {error.Message}",
            "load the modules nft_ct, nft_fib_inet, nft_nat and nft_masq ('modprobe nft_fib_inet') or choose iptables (--firewall iptables)",
            error),
        NetlinkException { Errno: Errno.EMSGSIZE } => new ResourceUnavailableException(
            $"the change is too long for one transaction: {error.Message}", "raise the limit ('sysctl -w net.core.wmem_max=8388608')", error),
        _ => new OperationFailedException(operation, error, "'netctl rules' shows what was meant to be in force"),
    };

    /// <summary>Whether an error means that the kernel does not hold what it is thought to, because somebody else has changed it.</summary>
    public static bool IsOfAnotherState(NetlinkException error) => error.Errno is Errno.ENOENT or Errno.EEXIST or Errno.EBUSY or Errno.ERESTART;
}
