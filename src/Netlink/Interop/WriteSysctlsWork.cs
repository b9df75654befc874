using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>
/// Writes settings under /proc/sys in order, up to the first that fails. The kernel takes a value in one write; of one that is too long it
/// takes the beginning, and that is a failure too, for a second write would replace the first.
/// </summary>
internal sealed unsafe class WriteSysctlsWork : NamespaceWork
{
    private readonly byte[][] _paths;
    private readonly byte[][] _values;
    private readonly int _folder;
    private readonly int _flags = O_WRONLY | O_CLOEXEC;

    /// <param name="settings">What to write.</param>
    /// <param name="folder">The open folder that their paths begin in; null where they are whole.</param>
    internal WriteSysctlsWork(ReadOnlySpan<SysctlSetting> settings, SettingsFolder? folder = null)
    {
        _folder = folder?.Descriptor ?? AT_FDCWD;
        _paths = new byte[settings.Length][];
        _values = new byte[settings.Length][];
        for (var i = 0; i < settings.Length; i++)
        {
            _paths[i] = Libc.PathBytes(folder is null ? settings[i].Path.FilePath : settings[i].Path.Within(folder.Path));
            _values[i] = Encoding.UTF8.GetBytes(settings[i].Value);
        }
    }

    /// <summary>The setting that failed, or the number of settings.</summary>
    internal int Written { get; private set; }

    internal Errno Error { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        for (Written = 0; Written < _paths.Length; Written++)
        {
            var value = _values[Written];
            fixed (byte* path = _paths[Written], bytes = value)
            {
                var descriptor = openat(_folder, path, _flags, 0);
                if (descriptor < 0)
                {
                    Error = (Errno)Marshal.GetLastPInvokeError();
                    return;
                }

                var taken = (long)write(descriptor, bytes, value.Length);
                Error = taken < 0 ? (Errno)Marshal.GetLastPInvokeError() : taken < value.Length ? Errno.EMSGSIZE : Errno.None;
                _ = close(descriptor);
                if (Error is not Errno.None)
                {
                    return;
                }
            }
        }
    }
}
