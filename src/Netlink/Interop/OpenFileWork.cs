using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>
/// Opens a file or folder whose descriptor belongs to the namespace it was opened in, such as <c>/dev/net/tun</c> or a folder under
/// <c>/proc/sys/net</c>. Everything else is done outside.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="flags">How it is opened (<c>O_…</c>).</param>
internal sealed unsafe class OpenFileWork(string path, int flags) : NamespaceWork
{
    private readonly byte[] _path = Libc.PathBytes(path);
    private readonly int _flags = flags | O_CLOEXEC;

    internal int Descriptor { get; private set; } = -1;

    internal Errno Error { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        fixed (byte* bytes = _path)
        {
            Descriptor = open(bytes, _flags, 0);
            Error = Descriptor < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
        }
    }
}
