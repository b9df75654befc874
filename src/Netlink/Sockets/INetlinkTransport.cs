namespace NetController.Netlink.Sockets;

/// <summary>
/// The byte boundary of a netlink socket: datagrams out, datagrams in. Everything the protocol knows stands above it, so a test that replaces it exercises all of that.
/// </summary>
internal interface INetlinkTransport : IDisposable
{
    /// <summary>The address the kernel knows this socket by (<c>nl_pid</c>).</summary>
    uint PortId { get; }

    /// <summary>Sends one datagram to the kernel.</summary>
    Errno Send(ReadOnlySpan<byte> datagram);

    /// <summary>Takes one datagram; when there is none, waits for it or returns <see cref="Errno.EAGAIN"/>.</summary>
    ReceiveResult Receive(Span<byte> buffer, bool wait);

    /// <summary>The number of a link of the socket's namespace by its name; <see cref="Errno.ENODEV"/> where there is none.</summary>
    Errno FindLinkIndex(string name, out int index);

    /// <summary>Whether there is a link of a number in the socket's namespace; <see cref="Errno.ENODEV"/> where there is none.</summary>
    Errno FindLink(int index);

    /// <summary>Makes room for sending datagrams of this length, as far as the process may.</summary>
    void GrowSendBuffer(int length);
}
