using NetController.Netlink;
using NetController.Sandboxes.Interior;

namespace NetController.Sandboxes;

/// <summary>What the kernel's refusals inside a sandbox mean.</summary>
internal static class InteriorErrors
{
    /// <summary>What a refused change means.</summary>
    public static NetControllerException Translate(InteriorChange change, Exception refusal) => (change, refusal) switch
    {
        (AddRoute or ReplaceRoute or SetDefaultRoute, NetlinkException { Errno: Errno.ENETUNREACH or Errno.EHOSTUNREACH or Errno.EINVAL } unfit) =>
            new InvalidRequestException($"route `{change}`", [$"the kernel does not take it: {unfit.Message}"], "name a router that is reachable over the endpoint", unfit),
        _ => Translate(change.Command, refusal),
    };

    /// <summary>What any other refusal means.</summary>
    public static NetControllerException Translate(string what, Exception refusal) => refusal switch
    {
        NetlinkException { Errno: Errno.EPERM } or NetworkNamespaceException { Errno: Errno.EPERM or Errno.EACCES } or UnauthorizedAccessException =>
            new OperationForbiddenException($"{what} is not permitted: {refusal.Message}", "run as root (it takes CAP_NET_ADMIN and CAP_SYS_ADMIN)", refusal),
        SysctlException { Errno: Errno.EROFS or Errno.EPERM or Errno.EACCES } denied => new OperationForbiddenException(
            $"sysctl {denied.Sysctl} cannot be set to {denied.WantedValue} inside the sandbox: {refusal.Message}", "mount /proc/sys writable for this process", refusal),
        SysctlException { Errno: Errno.ENOENT or Errno.EINVAL or Errno.ERANGE } unfit => new InvalidRequestException(
            $"setting {unfit.Sysctl}", [$"the kernel does not take it: {refusal.Message}"], "correct the setting or leave it out", refusal),
        _ => new OperationFailedException(what, refusal),
    };

    /// <summary>True where a refusal means that a thing added is there, or that a thing deleted is gone.</summary>
    public static bool MeansDone(InteriorChange change, Exception refusal) => (change, refusal) switch
    {
        (AddAddress, NetlinkException { Errno: Errno.EEXIST }) => true,
        (DeleteAddress, NetlinkException { Errno: Errno.EADDRNOTAVAIL or Errno.ENODEV }) => true,
        (DeleteRoute or DeleteDefaultRoute, NetlinkException { Errno: Errno.ESRCH or Errno.ENODEV }) => true,
        // A kernel without IPv6 has no switch for it: it is off.
        (WriteSysctl write, SysctlException { Errno: Errno.ENOENT }) => write.Path.EndsWith("/disable_ipv6", StringComparison.Ordinal),
        _ => false,
    };
}
