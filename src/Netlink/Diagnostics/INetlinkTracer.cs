namespace NetController.Netlink;

/// <summary>
/// Sees every datagram that a socket sends and receives; set by <see cref="NetlinkSocketOptions.Tracer"/> and <see cref="WatchOptions.Tracer"/>.
/// <see cref="NetlinkTextTracer"/> writes them as text.
/// </summary>
public interface INetlinkTracer
{
    /// <summary>
    /// Sees a datagram: before it is sent, or as soon as it is received. It is called on the thread that uses the socket, on several at once when several sockets share the tracer,
    /// must not use the socket, and what it throws is dropped: to trace never changes what is traced.
    /// </summary>
    /// <param name="trace">The datagram; valid only during the call.</param>
    void Trace(NetlinkTrace trace);
}
