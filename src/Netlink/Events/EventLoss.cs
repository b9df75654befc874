namespace NetController.Netlink;

/// <summary>Why events are missing from a subscription.</summary>
public enum EventLoss
{
    /// <summary>They came faster than they were read, and the kernel's queue was full (<c>ENOBUFS</c>, netlink(7)): read faster or ask for a larger
    /// <see cref="WatchOptions.KernelReceiveBuffer"/>. What the queue still held is dropped too, since a list made now says more.</summary>
    QueueFull,

    /// <summary>A datagram was longer than the receive buffer, which is larger from now on; see <see cref="WatchOptions.ReceiveBufferSize"/>.</summary>
    Truncated,
}
