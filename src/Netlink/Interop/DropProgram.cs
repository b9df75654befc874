using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using NetController.Netlink.Wire;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Loads the socket filter that returns 0, which keeps nothing of a packet; bpf(2).</summary>
internal static unsafe partial class DropProgram
{
    private const int BPF_PROG_LOAD = 5;
    private const ulong BPF_PROG_TYPE_SOCKET_FILTER = 1;
    private const int SOL_SOCKET = 1;
    private const int SO_ATTACH_FILTER = 26;
    private const int SO_ATTACH_BPF = 50;
    private const ushort BPF_RET = 6;

    /// <summary>Stands for a program that could not be loaded: each socket then gets a filter of its own.</summary>
    internal const int None = -1;

    // r0 = 0; exit.
    private static ReadOnlySpan<ulong> Instructions => [0xb7, 0x95];

    /// <summary>Loads it; null where the kernel or the privileges do not allow it.</summary>
    internal static SafeFileHandle? TryLoad()
    {
        var number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 321,
            Architecture.Arm64 => 280,
            _ => 0,
        };
        if (number == 0)
        {
            return null;
        }

        fixed (ulong* instructions = Instructions)
        fixed (byte* license = "GPL\0"u8)
        {
            // The beginning of union bpf_attr: type and count, instructions, license; the rest, no log among it, is zero.
            var attributes = stackalloc ulong[] { BPF_PROG_TYPE_SOCKET_FILTER | ((ulong)Instructions.Length << 32), (ulong)instructions, (ulong)license, 0, 0, 0 };
            var descriptor = SystemCall(number, BPF_PROG_LOAD, attributes, 6 * sizeof(ulong));
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
    }

    /// <summary>Attaches a program to a socket; false, with the error in errno, where the kernel refuses. Fit for a thread inside another namespace.</summary>
    /// <param name="socket">The socket's descriptor.</param>
    /// <param name="program">The program's descriptor, or <see cref="None"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryAttach(int socket, int program)
    {
        if (program != None)
        {
            return setsockopt(socket, SOL_SOCKET, SO_ATTACH_BPF, &program, sizeof(int)) == 0;
        }

        // The shortest classic filter there is: ret 0.
        var instruction = new sock_filter { code = BPF_RET };
        var own = new sock_fprog { len = 1, filter = &instruction };
        return setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &own, sizeof(sock_fprog)) == 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint command, ulong* attributes, nint size);
}
