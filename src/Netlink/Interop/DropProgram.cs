using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetController.Netlink.Interop;

/// <summary>Loads the socket filter that returns 0, which keeps nothing of a packet; bpf(2).</summary>
internal static unsafe partial class DropProgram
{
    private const int BPF_PROG_LOAD = 5;
    private const ulong BPF_PROG_TYPE_SOCKET_FILTER = 1;

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

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint command, ulong* attributes, nint size);
}
