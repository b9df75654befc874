namespace NetController.Netlink;

/// <summary>How a <see cref="NetlinkSocket"/> behaves; the defaults suit requests of any size.</summary>
public sealed record NetlinkSocketOptions
{
    /// <summary>How often an interrupted dump is tried before <see cref="DumpInterruptedException"/>; at least 1, default 10.</summary>
    public int DumpAttempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>
    /// Bytes of the receive buffer in this process; at least 8192, default 32768, which is the largest datagram the kernel makes for a dump.
    /// A larger reply is never cut silently: it breaks the socket.
    /// </summary>
    public int ReceiveBufferSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 8192);
            field = value;
        }
    } = 32 * 1024;

    /// <summary>
    /// Bytes the kernel may queue for this socket (<c>SO_RCVBUF</c>, socket(7)); null keeps the system's default. The limit
    /// <c>net.core.rmem_max</c> is passed over when the process may (<c>SO_RCVBUFFORCE</c>).
    /// </summary>
    public int? KernelReceiveBuffer { get; init; }

    /// <summary>
    /// How long to wait for an answer; default 30 s. The kernel answers before the request's system call returns, so running out of time means that the
    /// stream is out of step, and breaks the socket instead of hanging its owner.
    /// </summary>
    public TimeSpan ReceiveTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>What sees each datagram that is sent and received, for example a <see cref="NetlinkTextTracer"/>; default none, which costs nothing.</summary>
    public INetlinkTracer? Tracer { get; init; }
}
