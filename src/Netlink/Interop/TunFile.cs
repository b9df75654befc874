using Microsoft.Win32.SafeHandles;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>The requests to /dev/net/tun (linux/if_tun.h).</summary>
internal static unsafe class TunFile
{
    internal const int TUNSETIFF = 0x400454ca;
    internal const int TUNSETPERSIST = 0x400454cb;
    internal const int TUNSETOWNER = 0x400454cc;
    internal const int TUNSETGROUP = 0x400454ce;
    internal const int IFF_NO_PI = 0x1000;
    internal const int IFF_VNET_HDR = 0x4000;
    internal const int IFF_TUN_EXCL = 0x8000;
    internal const int IFF_MULTI_QUEUE = 0x0100;

    /// <summary>Where an <see cref="InterfaceRequest"/> has its flags.</summary>
    internal const int FlagsOffset = 16;

    /// <summary>Opens the file in a namespace and makes, or takes, the device of a name.</summary>
    internal static SafeFileHandle Attach(TunSpec spec, NetworkNamespace? inNamespace, bool isNew, string words)
    {
        var operation = new NetlinkOperation(words, spec);
        var work = new OpenFileWork("/dev/net/tun", O_RDWR | O_NONBLOCK);
        if (inNamespace is null)
        {
            work.Execute();
        }
        else
        {
            inNamespace.Visit(work);
        }

        if (work.Error is not Errno.None)
        {
            throw new NetlinkException(work.Error, operation);
        }

        var file = new SafeFileHandle(work.Descriptor, ownsHandle: true);
        var request = stackalloc byte[InterfaceRequest.Size];
        InterfaceRequest.Begin(request, spec.Name);
        *(ushort*)(request + FlagsOffset) = (ushort)FlagsOf(spec, isNew);
        if (ioctl(Descriptor(file), TUNSETIFF, request) != 0)
        {
            var error = Libc.LastError;
            file.Dispose();
            throw new NetlinkException(error, operation);
        }

        return file;
    }

    /// <summary>Gives a new device its owner and makes it stay.</summary>
    internal static void Configure(SafeFileHandle file, TunSpec spec, NetlinkOperation operation)
    {
        if (spec.Owner is { } owner)
        {
            Request(file, TUNSETOWNER, owner, operation);
        }

        if (spec.Group is { } group)
        {
            Request(file, TUNSETGROUP, group, operation);
        }

        Request(file, TUNSETPERSIST, 1, operation);
    }

    private static int FlagsOf(TunSpec spec, bool isNew) =>
        (int)spec.Mode
        | (spec.PacketInformation ? 0 : IFF_NO_PI)
        | (spec.VirtioHeader ? IFF_VNET_HDR : 0)
        | (spec.MultiQueue ? IFF_MULTI_QUEUE : 0)
        | (isNew ? IFF_TUN_EXCL : 0);

    private static void Request(SafeFileHandle file, int request, uint argument, NetlinkOperation operation)
    {
        if (ioctl(Descriptor(file), request, (void*)(nuint)argument) != 0)
        {
            throw new NetlinkException(Libc.LastError, operation);
        }
    }

    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();
}
