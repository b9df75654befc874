using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetController.Netlink;
using NetController.State;

namespace NetController.Netctl.Interop;

/// <summary>
/// Turns this process into another program inside a network namespace. The calling thread enters the namespace and calls execve(2) at once:
/// of all threads it is the one that goes on, and what the runtime started in the meantime ends with the others.
/// </summary>
internal static class SandboxProcess
{
    private const int NetworkNamespaceType = 0x40000000;
    private const int BrokenPipeSignal = 13;
    private const int NoEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>Becomes a program, looked up by PATH, in the network stack of a sandbox. Returns only where the program cannot be run.</summary>
    /// <exception cref="ObjectNotFoundException">The namespace is gone, or another has come to its path.</exception>
    /// <exception cref="OperationForbiddenException">The namespace may not be entered.</exception>
    /// <exception cref="OperationFailedException">The kernel refused otherwise.</exception>
    public static ProgramRefusal Become(StoredSandbox sandbox, string[] command)
    {
        if (!sandbox.Spec.IsHost)
        {
            using var handle = Open(sandbox);
            Enter(sandbox, handle);
        }

        // The runtime ignores the signal of a broken pipe, and what is ignored stays so in the program.
        _ = signal(BrokenPipeSignal, 0);
        var arguments = new nint[command.Length + 1];
        for (var index = 0; index < command.Length; index++)
        {
            arguments[index] = Marshal.StringToCoTaskMemUTF8(command[index]);
        }

        _ = execvp(Text(command[0]), arguments);
        var error = Marshal.GetLastPInvokeError();
        return new ProgramRefusal(new Win32Exception(error).Message, error is NoEntry or NotAFolder);
    }

    private static SafeFileHandle Open(StoredSandbox sandbox)
    {
        var remedy = $"remove it with `netctl sandbox rm {sandbox.Name}` and create it again";
        try
        {
            using var present = NetworkNamespace.Open(sandbox.NamespacePath);
            return sandbox.NamespaceIdentity is not { } identity || identity == present.Identity.ToString()
                ? present.DuplicateHandle()
                : throw new ObjectNotFoundException($"the namespace {identity} of sandbox", sandbox.Name, remedy);
        }
        catch (NetworkNamespaceException refusal) when (refusal.Errno is Errno.EPERM or Errno.EACCES)
        {
            throw Forbidden(sandbox, refusal);
        }
        catch (NetworkNamespaceException refusal)
        {
            throw new ObjectNotFoundException($"the namespace {sandbox.NamespacePath} of sandbox", sandbox.Name, $"{remedy} ({refusal.Message})");
        }
    }

    private static void Enter(StoredSandbox sandbox, SafeFileHandle handle)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            if (setns((int)handle.DangerousGetHandle(), NetworkNamespaceType) == 0)
            {
                return;
            }

            var refusal = new Win32Exception(Marshal.GetLastPInvokeError());
            throw refusal.NativeErrorCode == (int)Errno.EPERM
                ? Forbidden(sandbox, refusal)
                : new OperationFailedException($"enter sandbox '{sandbox.Name}'", refusal);
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    private static OperationForbiddenException Forbidden(StoredSandbox sandbox, Exception refusal) => new(
        $"the network stack of sandbox '{sandbox.Name}' may not be entered: {refusal.Message}", "run it as root (it takes CAP_SYS_ADMIN)", refusal);

    private static byte[] Text(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    // LibraryImport would generate pointers, and unsafe code stays in Netlink; every argument here is blittable, so nothing is marshalled.
#pragma warning disable SYSLIB1054
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setns(int descriptor, int type);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int execvp(byte[] file, nint[] arguments);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint signal(int number, nint handler);
#pragma warning restore SYSLIB1054
}

/// <summary>Why a program cannot be run.</summary>
/// <param name="Message">What the kernel said.</param>
/// <param name="IsMissing">Whether there is no such program.</param>
internal sealed record ProgramRefusal(string Message, bool IsMissing);
