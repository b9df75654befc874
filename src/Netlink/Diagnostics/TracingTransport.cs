using NetController.Netlink.Sockets;

namespace NetController.Netlink.Diagnostics;

/// <summary>Shows a tracer what passes a transport. It stands around the transport only where there is a tracer.</summary>
internal sealed class TracingTransport(INetlinkTransport transport, NetlinkProtocol protocol, INetlinkTracer tracer) : INetlinkTransport
{
    public uint PortId => transport.PortId;

    /// <summary>The transport, or one that traces it.</summary>
    internal static INetlinkTransport Around(INetlinkTransport transport, NetlinkProtocol protocol, INetlinkTracer? tracer) =>
        tracer is null ? transport : new TracingTransport(transport, protocol, tracer);

    public Errno Send(ReadOnlySpan<byte> datagram)
    {
        Show(new NetlinkTrace(protocol, PortId, isSent: true, datagram));
        var error = transport.Send(datagram);
        if (error is not Errno.None)
        {
            Show(new NetlinkTrace(protocol, PortId, isSent: true, default) { Error = error });
        }

        return error;
    }

    public ReceiveResult Receive(Span<byte> buffer, bool wait)
    {
        var received = transport.Receive(buffer, wait);
        if (received.Error is Errno.None)
        {
            Show(new NetlinkTrace(protocol, PortId, isSent: false, buffer[..received.Length]) { SenderPortId = received.SenderPortId, IsTruncated = received.Truncated });
        }
        else if (wait || received.Error is not Errno.EAGAIN)
        {
            // Without waiting, that there is nothing is no news.
            Show(new NetlinkTrace(protocol, PortId, isSent: false, default) { Error = received.Error });
        }

        return received;
    }

    public Errno FindLinkIndex(string name, out int index) => transport.FindLinkIndex(name, out index);

    public Errno FindLink(int index) => transport.FindLink(index);

    public void GrowSendBuffer(int length) => transport.GrowSendBuffer(length);

    public void Dispose() => transport.Dispose();

    private void Show(NetlinkTrace trace)
    {
        try
        {
            tracer.Trace(trace);
        }
        catch (Exception)
        {
            // An answer that is not read because of its tracer would put the socket out of step.
        }
    }
}
