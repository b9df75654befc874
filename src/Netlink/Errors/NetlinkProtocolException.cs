namespace NetController.Netlink;

/// <summary>
/// What arrived on a netlink socket is not what the protocol allows: a malformed message, a reply to another request, a truncated or lost datagram.
/// </summary>
/// <remarks>
/// When the stream itself is out of step the socket is broken for good and every later request throws this exception again: dispose it and open another.
/// A single malformed message inside an intact stream leaves the socket usable.
/// </remarks>
public sealed class NetlinkProtocolException : IOException
{
    internal NetlinkProtocolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
