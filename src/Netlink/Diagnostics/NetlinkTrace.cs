using System.Globalization;
using System.Text;
using NetController.Netlink.Diagnostics;

namespace NetController.Netlink;

/// <summary>A datagram at the boundary between this library and the kernel, or the error that was there in its place.</summary>
public readonly ref struct NetlinkTrace
{
    internal NetlinkTrace(NetlinkProtocol protocol, uint portId, bool isSent, ReadOnlySpan<byte> datagram)
    {
        Protocol = protocol;
        PortId = portId;
        IsSent = isSent;
        Datagram = datagram;
    }

    /// <summary>The subsystem the socket talks to.</summary>
    public NetlinkProtocol Protocol { get; }

    /// <summary>The socket, by the address the kernel knows it by (<c>nl_pid</c>).</summary>
    public uint PortId { get; }

    /// <summary>True for what goes to the kernel, false for what comes from it.</summary>
    public bool IsSent { get; }

    /// <summary>The bytes; none when there is an <see cref="Error"/>.</summary>
    public ReadOnlySpan<byte> Datagram { get; }

    /// <summary>Who sent what was received; 0 is the kernel, and anything else is ignored by this library.</summary>
    public uint SenderPortId { get; init; }

    /// <summary>Whether the datagram was longer than the receive buffer, and its end is missing here.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How sending or receiving failed, or <see cref="Errno.None"/>.</summary>
    public Errno Error { get; init; }

    /// <summary>
    /// The datagram as annotated hexadecimal: a line says where it goes, and each that follows has an offset, up to 16 bytes and, after <c>#</c>, what they are by the names of the C headers.
    /// Nothing is too malformed to be printed.
    /// </summary>
    /// <returns>The text, which ends with a line end.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {(IsSent ? "sent" : "received")} on {ProtocolName()}, port {PortId}: ");
        if (Error is not Errno.None)
        {
            return text.Append(ErrnoText.Describe(Error)).Append('\n').ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"{Datagram.Length} bytes");
        if (SenderPortId != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" from port {SenderPortId}, not the kernel");
        }

        text.Append(IsTruncated ? ", the end is cut off\n" : "\n");
        new TraceText(text, Protocol, Datagram).Write();
        return text.ToString();
    }

    private string ProtocolName() => Protocol switch
    {
        NetlinkProtocol.Route => "NETLINK_ROUTE",
        NetlinkProtocol.SocketDiagnostics => "NETLINK_SOCK_DIAG",
        NetlinkProtocol.Netfilter => "NETLINK_NETFILTER",
        NetlinkProtocol.Generic => "NETLINK_GENERIC",
        _ => string.Create(CultureInfo.InvariantCulture, $"netlink protocol {(int)Protocol}"),
    };
}
