using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using static Tmds.Linux.LibC;

namespace NetController.Netlink;

/// <summary>
/// A socket that is bound to its address, from <see cref="NetworkNamespace.BindSockets"/>. It holds its port and keeps its namespace alive until it is disposed.
/// </summary>
/// <remarks>
/// Most need no more than that, and to make a <see cref="Socket"/> of each would take as long again as to bind it. Safe to use from several threads, as every safe handle.
/// </remarks>
public sealed class BoundSocket : SafeHandleZeroOrMinusOneIsInvalid
{
    internal BoundSocket(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>Makes a socket of it, to accept connections or to send and receive. The port is the socket's from then on, and this handle is empty.</summary>
    /// <returns>The socket, to be disposed by the caller.</returns>
    /// <exception cref="ObjectDisposedException">It has been disposed, or taken.</exception>
    /// <exception cref="SocketException">The kernel does not say what the socket is.</exception>
    public Socket Take()
    {
        var held = false;
        DangerousAddRef(ref held);
        try
        {
            var descriptor = Interlocked.Exchange(ref handle, -1);
            ObjectDisposedException.ThrowIf(descriptor == -1, this);
            return Wrap(new SafeSocketHandle(descriptor, ownsHandle: true));
        }
        finally
        {
            DangerousRelease();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => close((int)handle) == 0;

    private static Socket Wrap(SafeSocketHandle taken)
    {
        try
        {
            return new Socket(taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }
}
