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
}
