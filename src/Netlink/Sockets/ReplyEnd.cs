namespace NetController.Netlink.Sockets;

/// <summary>What ends the answer to a datagram.</summary>
internal enum ReplyEnd
{
    /// <summary>The acknowledgement of the last request.</summary>
    Acknowledgement,

    /// <summary>The one message the last request asks for, or the error in its place.</summary>
    SingleMessage,

    /// <summary>The done message of a dump, or the error in its place.</summary>
    Done,

    /// <summary>
    /// The acknowledgement of the last request before the one that ends a netfilter transaction (the ending itself is never acknowledged), or the error of the beginning.
    /// </summary>
    Batch,
}
