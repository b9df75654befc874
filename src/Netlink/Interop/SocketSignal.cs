using System.Net.Sockets;
using NetController.Netlink.Sockets;

namespace NetController.Netlink.Interop;

/// <summary>
/// Waits with the runtime's socket engine. That cannot tell sender and truncation of a netlink datagram, so it only looks whether there is one (<c>MSG_PEEK</c>); the
/// datagram is received by <see cref="KernelTransport"/>. Threads the engine needs are made by those who wait, outside of any foreign namespace.
/// </summary>
internal sealed class SocketSignal(Socket socket) : IReceiveSignal
{
    private readonly byte[] _first = new byte[1];

    public async ValueTask<Errno> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await socket.ReceiveAsync(_first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
            return Errno.None;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.OperationAborted ? Errno.ECANCELED : (Errno)failure.NativeErrorCode;
        }
        catch (ObjectDisposedException)
        {
            return Errno.ECANCELED;
        }
    }

    public void Dispose() => socket.Dispose();
}
