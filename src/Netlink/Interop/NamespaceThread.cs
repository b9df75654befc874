using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>
/// Does work inside another network namespace, on a thread of its own that then ends.
/// </summary>
/// <remarks>
/// setns(2) and unshare(2) act on the calling thread, and threads the runtime creates (pool, timer, sockets, collector, compiler) inherit the namespace of the
/// thread that happens to need them first. So the thread is created here, enters, makes raw system calls, and ends: it never returns to the
/// first namespace, hence cannot fail to, and is never used for anything else. There is no way to run a caller's delegate inside.
/// </remarks>
internal static unsafe class NamespaceThread
{
    private const int StackSize = 256 * 1024;

    private static readonly bool Bound = BindSystemCalls();

    /// <summary>Enters the namespace of an open file and does the work there.</summary>
    /// <returns>The error of entering; the work reports its own.</returns>
    internal static Errno Run(int namespaceDescriptor, NamespaceWork work)
    {
        var visit = new Visit(namespaceDescriptor, work);
        var body = new ThreadStart(visit.Run);
        RuntimeHelpers.PrepareDelegate(body);
        _ = Bound;
        var thread = new Thread(body, StackSize) { IsBackground = true, Name = "netns visit" };
        thread.UnsafeStart();
        thread.Join();
        return visit.Error;
    }

    /// <summary>
    /// Makes every system call the thread will use once, with arguments that fail, so that none is looked up or compiled inside a namespace.
    /// </summary>
    private static bool BindSystemCalls()
    {
        byte nothing = 0;
        _ = setns(-1, 0);
        _ = unshare(0);
        _ = socket(-1, 0, 0);
        _ = setsockopt(-1, 0, 0, &nothing, 0);
        _ = bind(-1, (sockaddr*)&nothing, 0);
        _ = listen(-1, 0);
        _ = open(&nothing, 0, 0);
        _ = openat(-1, &nothing, 0, 0);
        _ = read(-1, &nothing, 0);
        _ = write(-1, &nothing, 0);
        _ = close(-1);
        _ = mount(&nothing, &nothing, &nothing, 0u, &nothing);
        return Marshal.GetLastPInvokeError() != 0;
    }

    private sealed class Visit(int namespaceDescriptor, NamespaceWork work)
    {
        private readonly int _kind = CLONE_NEWNET;

        internal Errno Error { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Run()
        {
            // Without a file to enter, the work makes its own namespace.
            if (namespaceDescriptor >= 0 && setns(namespaceDescriptor, _kind) != 0)
            {
                Error = (Errno)Marshal.GetLastPInvokeError();
                return;
            }

            work.Execute();
        }
    }
}
