using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Opens sockets, up to the first that fails. The objects around their descriptors, and all options, are made outside.</summary>
internal sealed class OpenSocketsWork : NamespaceWork
{
    private const int SO_BINDTODEVICE = 25;

    private readonly (int Family, int Type, int Protocol)[] _wanted;
    private readonly int[] _descriptors;

    internal OpenSocketsWork(ReadOnlySpan<NamespaceSocket> sockets)
    {
        _wanted = new (int, int, int)[sockets.Length];
        _descriptors = new int[sockets.Length];
        for (var i = 0; i < sockets.Length; i++)
        {
            _wanted[i] = (sockets[i].KernelFamily, (int)sockets[i].Type | SOCK_CLOEXEC, (int)sockets[i].Protocol);
            _descriptors[i] = -1;
        }
    }

    internal Errno Error { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        for (var i = 0; i < _wanted.Length; i++)
        {
            _descriptors[i] = socket(_wanted[i].Family, _wanted[i].Type, _wanted[i].Protocol);
            if (_descriptors[i] < 0)
            {
                Error = (Errno)Marshal.GetLastPInvokeError();
                return;
            }
        }
    }

    /// <summary>Hands the sockets over, bound to their links.</summary>
    internal ImmutableArray<Socket> TakeSockets(ReadOnlySpan<NamespaceSocket> sockets)
    {
        var taken = new Socket[sockets.Length];
        try
        {
            for (var i = 0; i < taken.Length; i++)
            {
                var handle = new SafeSocketHandle(_descriptors[i], ownsHandle: true);
                _descriptors[i] = -1;
                taken[i] = Wrap(handle, sockets[i].Link);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(taken);
        }
        catch
        {
            foreach (var one in taken)
            {
                one?.Dispose();
            }

            throw;
        }
    }

    /// <summary>Closes what was not handed over.</summary>
    internal void CloseRest()
    {
        foreach (var descriptor in _descriptors.AsSpan())
        {
            if (descriptor >= 0)
            {
                _ = close(descriptor);
            }
        }
    }

    private static Socket Wrap(SafeSocketHandle handle, string? link)
    {
        Socket made;
        try
        {
            made = new Socket(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        try
        {
            if (link is not null)
            {
                made.SetRawSocketOption(SOL_SOCKET, SO_BINDTODEVICE, Encoding.UTF8.GetBytes(link));
            }

            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }
}
