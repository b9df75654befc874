namespace NetController.Formats;

/// <summary>A port that <c>ports --why</c> asks about.</summary>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Protocol">The protocol; null for all of them.</param>
internal readonly record struct PortQuestion(int Port, TransportProtocol? Protocol)
{
    /// <summary>Reads <c>PORT</c> or <c>PORT/PROTO</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static PortQuestion Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var number = slash < 0 ? text : text[..slash];
        if (!PortRange.TryParse(number, out var range) || range.Count != 1)
        {
            throw new FormatException($"'{number}' is not a port: ports are 1 to {PortRange.Highest}");
        }

        if (slash < 0)
        {
            return new PortQuestion(range.First, null);
        }

        var word = text[(slash + 1)..];
        return TransportProtocols.TryParse(word, out var protocol)
            ? new PortQuestion(range.First, protocol)
            : throw new FormatException($"'{word}' is none of the protocols tcp, udp and sctp");
    }
}
