using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Makes a network namespace and binds it to a file, which keeps it alive (namespaces(7)); as <c>ip netns add</c>.</summary>
internal sealed unsafe class CreateNamespaceWork(byte[] path) : NamespaceWork
{
    private readonly byte[] _self = Libc.PathBytes("/proc/thread-self/ns/net");
    private readonly int _kind = CLONE_NEWNET;
    private readonly Tmds.Linux.ulong_t _bind = MS_BIND;

    internal Errno UnshareError { get; private set; }

    internal Errno MountError { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        if (unshare(_kind) != 0)
        {
            UnshareError = (Errno)Marshal.GetLastPInvokeError();
            return;
        }

        fixed (byte* source = _self, target = path)
        {
            if (mount(source, target, null, _bind, null) != 0)
            {
                MountError = (Errno)Marshal.GetLastPInvokeError();
            }
        }
    }
}
