using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Reads settings under /proc/sys, which show the values of the calling thread's network namespace.</summary>
internal sealed unsafe class ReadSysctlsWork : NamespaceWork
{
    // A value is a few bytes. Lists of ports may take many: a batch that does not fit is read again with more room.
    private const int Usual = 256;
    private const int PerValue = 64;
    private const int Most = 64 * 1024;

    private readonly byte[][] _paths;
    private readonly int[] _ends;
    private readonly Errno[] _errors;
    private readonly int _flags = O_RDONLY | O_CLOEXEC;
    private byte[] _values;

    internal ReadSysctlsWork(ReadOnlySpan<SysctlPath> paths)
    {
        _paths = new byte[paths.Length][];
        for (var i = 0; i < paths.Length; i++)
        {
            _paths[i] = Libc.PathBytes(paths[i].FilePath);
        }

        _values = new byte[Usual + (paths.Length * PerValue)];
        _ends = new int[paths.Length];
        _errors = new Errno[paths.Length];
    }

    internal Errno ErrorOf(int index) => _errors[index];

    /// <summary>Makes more room where the last reading had too little; false where there was enough, or where more would be too much.</summary>
    internal bool Grow()
    {
        if (!_errors.Contains(Errno.EOVERFLOW) || _values.Length >= Most)
        {
            return false;
        }

        _values = new byte[Most + (_paths.Length * PerValue)];
        return true;
    }

    internal string ValueOf(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return Encoding.UTF8.GetString(_values.AsSpan(start, _ends[index] - start)).TrimEnd('\n');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        var end = 0;
        for (var i = 0; i < _paths.Length; i++)
        {
            fixed (byte* path = _paths[i], values = _values)
            {
                var descriptor = open(path, _flags, 0);
                if (descriptor < 0)
                {
                    _errors[i] = (Errno)Marshal.GetLastPInvokeError();
                }
                else
                {
                    var length = (long)read(descriptor, values + end, _values.Length - end);
                    if (length < 0)
                    {
                        _errors[i] = (Errno)Marshal.GetLastPInvokeError();
                    }
                    else
                    {
                        end += (int)length;
                        // Full to the last byte: there may be more of it.
                        _errors[i] = end == _values.Length ? Errno.EOVERFLOW : Errno.None;
                    }

                    _ = close(descriptor);
                }
            }

            _ends[i] = end;
        }
    }
}
