namespace NetController.Netlink;

/// <summary>How a subscription to kernel events behaves; the defaults suit a machine with a few thousand links.</summary>
public sealed record WatchOptions
{
    /// <summary>
    /// Bytes the kernel may queue while events are not read (<c>SO_RCVBUF</c>, socket(7)); at least 1, default 1 MiB, a few thousand events. What does not fit is lost, and the loss is reported.
    /// The kernel doubles the number to pay for its bookkeeping. The limit <c>net.core.rmem_max</c> is passed over when the process may, and cuts the number silently when it may not.
    /// </summary>
    public int KernelReceiveBuffer
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024 * 1024;

    /// <summary>
    /// Bytes of the receive buffer in this process; at least 4096, default 32768. The kernel puts several events into one datagram; one that is longer than this is a loss, after which the buffer
    /// is doubled, up to 1 MiB.
    /// </summary>
    public int ReceiveBufferSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 4096);
            field = value;
        }
    } = 32 * 1024;

    /// <summary>What sees each datagram that is received, for example a <see cref="NetlinkTextTracer"/>; default none, which costs nothing.</summary>
    public INetlinkTracer? Tracer { get; init; }
}
