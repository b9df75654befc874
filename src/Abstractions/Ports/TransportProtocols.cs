using System.Diagnostics.CodeAnalysis;

namespace NetController;

/// <summary>Protocols as Docker, iptables and nft write them.</summary>
public static class TransportProtocols
{
    /// <summary>The word: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such protocol.</exception>
    public static string ToText(this TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tcp => "tcp",
        TransportProtocol.Udp => "udp",
        TransportProtocol.Sctp => "sctp",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "There is no such protocol."),
    };

    /// <summary>Reads the word, in either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TransportProtocol protocol)
    {
        (var known, protocol) = text?.ToLowerInvariant() switch
        {
            "tcp" => (true, TransportProtocol.Tcp),
            "udp" => (true, TransportProtocol.Udp),
            "sctp" => (true, TransportProtocol.Sctp),
            _ => (false, default(TransportProtocol)),
        };
        return known;
    }
}
