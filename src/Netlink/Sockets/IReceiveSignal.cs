namespace NetController.Netlink.Sockets;

/// <summary>Tells when a socket has something to receive, without a thread that waits.</summary>
internal interface IReceiveSignal : IDisposable
{
    /// <summary>Waits until a datagram or an error is there; neither is taken, unless the error is returned.</summary>
    /// <returns>
    /// <see cref="Errno.None"/>: receive. <see cref="Errno.ENOBUFS"/>: messages have been lost. <see cref="Errno.ECANCELED"/>: the socket has been closed. Others as the system call failed.
    /// </returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    ValueTask<Errno> WaitAsync(CancellationToken cancellationToken);
}
