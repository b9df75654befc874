using System.Text;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>The requests that any socket takes about the links of its namespace (netdevice(7)): the kernel answers them from its tables without a lock.</summary>
internal static unsafe class InterfaceRequest
{
    internal const int SIOCGIFNAME = 0x8910;
    internal const int SIOCGIFINDEX = 0x8933;

    /// <summary>struct ifreq, net/if.h: a name of 16 bytes, then here the number.</summary>
    internal const int Size = 40;
    internal const int IndexOffset = 16;

    /// <summary>The number of a link by its name; <see cref="Errno.ENODEV"/> where there is none.</summary>
    internal static Errno FindIndex(int socket, string name, out int index)
    {
        var request = stackalloc byte[Size];
        Begin(request, name);
        var error = ioctl(socket, SIOCGIFINDEX, request) == 0 ? Errno.None : Libc.LastError;
        index = *(int*)(request + IndexOffset);
        return error;
    }

    /// <summary>Clears a request of <see cref="Size"/> bytes and names the link in it.</summary>
    internal static void Begin(byte* request, string name)
    {
        new Span<byte>(request, Size).Clear();
        Encoding.UTF8.GetBytes(name, new Span<byte>(request, LinkName.MaximumLength));
    }

    /// <summary>Whether there is a link of a number; <see cref="Errno.ENODEV"/> where there is none.</summary>
    internal static Errno Find(int socket, int index)
    {
        var request = stackalloc byte[Size];
        Begin(request, "");
        *(int*)(request + IndexOffset) = index;
        return ioctl(socket, SIOCGIFNAME, request) == 0 ? Errno.None : Libc.LastError;
    }
}
