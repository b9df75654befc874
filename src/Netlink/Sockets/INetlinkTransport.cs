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

    /// <summary>Waits for one datagram.</summary>
    ReceiveResult Receive(Span<byte> buffer);
}
