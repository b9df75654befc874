namespace NetController.Netlink;

/// <summary>A kernel setting under <c>/proc/sys</c> could not be read or written. Thrown by the sysctl methods of <see cref="NetworkNamespace"/>.</summary>
public sealed class SysctlException : IOException
{
    internal SysctlException(SysctlPath sysctl, string? wantedValue, Errno errno)
        : base(Compose(sysctl, wantedValue, errno))
    {
        Sysctl = sysctl;
        WantedValue = wantedValue;
        Errno = errno;
    }

    /// <summary>The setting.</summary>
    public SysctlPath Sysctl { get; }

    /// <summary>The value that was to be written, or null when reading failed.</summary>
    public string? WantedValue { get; }

    /// <summary>The kernel's error number: <see cref="Errno.EROFS"/> in a container with a read-only <c>/proc/sys</c>.</summary>
    public Errno Errno { get; }

    private static string Compose(SysctlPath sysctl, string? wanted, Errno errno)
    {
        var what = wanted is null ? $"cannot read sysctl {sysctl}" : $"cannot set sysctl {sysctl} to \"{wanted}\"";
        return $"{what}: {ErrnoText.Describe(errno)}{Remedy(sysctl, wanted, errno)}";
    }

    private static string Remedy(SysctlPath sysctl, string? wanted, Errno errno) => errno switch
    {
        Errno.EROFS => $"; /proc/sys is mounted read-only here: set it on the host (sysctl -w {sysctl}={wanted}) or remount /proc/sys writable",
        Errno.EACCES or Errno.EPERM => "; it takes root (CAP_NET_ADMIN) in the namespace's user namespace",
        Errno.ENOENT => "; this kernel has no such setting: a module may be missing, or the interface is gone",
        Errno.EINVAL or Errno.ERANGE => "; the kernel does not accept this value",
        Errno.EMSGSIZE when wanted is not null => "; the kernel took only the beginning of the value, and has set that",
        _ => "",
    };
}
