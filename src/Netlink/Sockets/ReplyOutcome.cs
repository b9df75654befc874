namespace NetController.Netlink.Sockets;

/// <summary>How the kernel answered a whole datagram, once everything it sent is read.</summary>
internal struct ReplyOutcome
{
    /// <summary>The first error, or <see cref="Errno.None"/>.</summary>
    internal Errno Error;

    /// <summary>The request that failed.</summary>
    internal uint FailedSequence;

    /// <summary>The kernel's text for it.</summary>
    internal string? KernelMessage;

    /// <summary>Where the offending attribute stands in the failed message, or 0.</summary>
    internal int AttributeOffset;

    /// <summary>Where every error is gathered, each as an outcome of its own, or null when the first is enough.</summary>
    internal List<ReplyOutcome>? Failures;

    /// <summary>The table changed during the dump.</summary>
    internal bool Interrupted;

    /// <summary>A message that could not be understood; the stream was read to its end all the same.</summary>
    internal Exception? ParseFailure;

    /// <summary>Nothing more may come, or something may: the queue is to be emptied without waiting.</summary>
    internal bool MayHaveEnded;

    /// <summary>The kernel had more errors to report than the socket's queue holds; those read come first.</summary>
    internal bool Overflowed;
}
