using Microsoft.Win32.SafeHandles;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <summary>Makes and opens tun and tap devices through <c>/dev/net/tun</c> (Documentation/networking/tuntap.rst), since the kernel does not make them by messages.</summary>
/// <remarks>Afterwards they are links as any other: found, changed and deleted by <see cref="RouteConnection"/>, with <see cref="TunData"/>.</remarks>
public static class TunDevice
{
    /// <summary>Makes a device that stays until it is deleted; <c>ip tuntap add</c>.</summary>
    /// <param name="spec">The device.</param>
    /// <param name="inNamespace">The namespace to make it in, or null for the caller's.</param>
    /// <exception cref="NetlinkException">
    /// The kernel refused: <see cref="Errno.EBUSY"/> where the name is taken, <see cref="Errno.EPERM"/> without CAP_NET_ADMIN, <see cref="Errno.EACCES"/>, <see cref="Errno.ENOENT"/> or
    /// <see cref="Errno.ENODEV"/> where the file may not be opened, is missing or has no driver.
    /// </exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static void Create(TunSpec spec, NetworkNamespace? inNamespace = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var device = TunFile.Attach(spec, inNamespace, isNew: true, "tuntap add");
        TunFile.Configure(device, spec, new("tuntap add", spec));
    }

    /// <summary>Opens a device to exchange packets with it; where there is none of this name, makes one that goes when the last handle is closed.</summary>
    /// <param name="spec">The device, as it was made.</param>
    /// <param name="inNamespace">The namespace it is in, or null for the caller's.</param>
    /// <returns>The handle, to be disposed by the caller; each read takes one packet and each write sends one. It does not wait (<c>O_NONBLOCK</c>).</returns>
    /// <exception cref="NetlinkException">
    /// The kernel refused: <see cref="Errno.EBUSY"/> where another has it open, <see cref="Errno.EINVAL"/> where it is of another mode or another kind,
    /// <see cref="Errno.EPERM"/> where the caller may not.
    /// </exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static SafeFileHandle Open(TunSpec spec, NetworkNamespace? inNamespace = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return TunFile.Attach(spec, inNamespace, isNew: false, "tuntap open");
    }
}
