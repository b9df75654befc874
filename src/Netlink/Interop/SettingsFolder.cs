using Microsoft.Win32.SafeHandles;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>
/// The folder of the settings of a namespace's interfaces, held open. The kernel keeps one for each namespace, and whoever looks from the
/// open folder on sees that namespace's, from wherever he does; so that no thread has to enter it for each setting.
/// </summary>
internal sealed unsafe class SettingsFolder : IDisposable
{
    private readonly SafeFileHandle _handle;

    private SettingsFolder(string path, SafeFileHandle handle) => (Path, _handle) = (path, handle);

    /// <summary>The folder below /proc/sys, with a slash at its end.</summary>
    internal string Path { get; }

    internal int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>Opens a folder inside a foreign namespace; null where there is none, or where this kernel gives every namespace the same.</summary>
    internal static SettingsFolder? TryOpen(NetworkNamespace inside, string path)
    {
        var work = new OpenFileWork($"/proc/sys/{path}", O_PATH | O_DIRECTORY);
        inside.Visit(work);
        if (work.Error is not Errno.None)
        {
            return null;
        }

        var handle = new SafeFileHandle(work.Descriptor, ownsHandle: true);
        if (IsApart(handle, $"/proc/sys/{path}"))
        {
            return new SettingsFolder(path, handle);
        }

        handle.Dispose();
        return null;
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Whether an open folder is another than the one that the calling thread sees under the path.</summary>
    private static bool IsApart(SafeFileHandle handle, string path)
    {
        stat there = default;
        stat here = default;
        fixed (byte* bytes = Libc.PathBytes(path))
        {
            return fstat((int)handle.DangerousGetHandle(), &there) == 0 && LibC.stat(bytes, &here) == 0 && there.st_ino != here.st_ino;
        }
    }
}
