using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>Turns refusals of the kernel into errors that say what to do.</summary>
internal static class KernelErrors
{
    /// <param name="what">What was being done, such as <c>ip link set dev br0 up</c>.</param>
    /// <param name="refusal">What the kernel said; becomes the inner exception.</param>
    public static NetControllerException Translate(string what, IOException refusal) => refusal switch
    {
        NetlinkException { Errno: Errno.EPERM } or NetworkNamespaceException { Errno: Errno.EPERM or Errno.EACCES } =>
            new OperationForbiddenException(
                $"{what} is not permitted: {refusal.Message}", "run as root (it takes CAP_NET_ADMIN in the host's network namespace)", refusal),
        SysctlException { Errno: Errno.EROFS } readOnly => new OperationForbiddenException(
            $"sysctl {readOnly.Sysctl} cannot be set to {readOnly.WantedValue}: /proc/sys is mounted read-only",
            $"remount /proc/sys writable, or set it from outside with `sysctl -w {readOnly.Sysctl}={readOnly.WantedValue}`",
            refusal),
        SysctlException { Errno: Errno.EPERM or Errno.EACCES } denied => new OperationForbiddenException(
            $"sysctl {denied.Sysctl} cannot be {(denied.WantedValue is { } value ? $"set to {value}" : "read")}: permission denied",
            "run as root (it takes CAP_NET_ADMIN in the host's network namespace)",
            refusal),
        DumpInterruptedException => new ResourceUnavailableException(
            $"{what}: the kernel's tables change too fast to be listed", "try again when the host is quieter", refusal),
        _ => new OperationFailedException(what, refusal),
    };

    /// <summary>True where a refusal to undo something means that it is undone already: the link, address or setting is gone, or is back.</summary>
    public static bool MeansDone(Exception? refusal) => refusal
        is NetlinkException { Errno: Errno.ENODEV or Errno.EADDRNOTAVAIL or Errno.EEXIST }
        or SysctlException { Errno: Errno.ENOENT };
}
