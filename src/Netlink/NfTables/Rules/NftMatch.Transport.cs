namespace NetController.Netlink.NfTables;

/// <content>Transport protocols and ports.</content>
public static partial class NftMatch
{
    /// <summary>The packet is of a transport protocol; <c>meta l4proto tcp</c>.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList TransportProtocol(IpProtocol protocol) => NftField.Of(protocol);

    /// <summary>It is a TCP segment from a port, or from a range of ports; <c>tcp sport 80</c>, <c>tcp sport 1024-2047</c>.</summary>
    /// <param name="port">The port, or the first; 0 to 65535.</param>
    /// <param name="last">The last port, inclusive; null for one port.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">A number is no port, or the last comes before the first.</exception>
    public static NftExpressionList TcpSourcePort(int port, int? last = null) => Port(NftField.TcpSourcePort, port, last);

    /// <summary>It is a TCP segment to a port, or to a range of ports; <c>tcp dport 80</c>, <c>tcp dport 1024-2047</c>.</summary>
    /// <inheritdoc cref="TcpSourcePort"/>
    public static NftExpressionList TcpDestinationPort(int port, int? last = null) => Port(NftField.TcpDestinationPort, port, last);

    /// <summary>It is a UDP datagram from a port, or from a range of ports; <c>udp sport 53</c>.</summary>
    /// <inheritdoc cref="TcpSourcePort"/>
    public static NftExpressionList UdpSourcePort(int port, int? last = null) => Port(NftField.UdpSourcePort, port, last);

    /// <summary>It is a UDP datagram to a port, or to a range of ports; <c>udp dport 53</c>.</summary>
    /// <inheritdoc cref="TcpSourcePort"/>
    public static NftExpressionList UdpDestinationPort(int port, int? last = null) => Port(NftField.UdpDestinationPort, port, last);

    private static NftExpressionList Port(NftField field, int port, int? last) => last is { } end
        ? field.IsBetween(NftValue.FromPort(port), NftValue.FromPort(end))
        : field.Is(NftValue.FromPort(port));
}
