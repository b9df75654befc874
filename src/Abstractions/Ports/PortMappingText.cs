using System.Net;

namespace NetController;

/// <summary>The notation of <c>docker run -p</c>.</summary>
internal static class PortMappingText
{
    private const string Remedy = "write [hostaddr:][hostport[-end]:]port[-end][/proto], such as 8080:80/tcp or [::1]:53:53/udp";

    internal static PortMapping Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (body, protocol) = SplitProtocol(text);
        var (address, ports) = SplitAddress(text, body);
        var colon = ports.IndexOf(':', StringComparison.Ordinal);
        var hostText = colon < 0 ? "" : ports[..colon];
        var containerPorts = Range(text, ports[(colon + 1)..], "port");
        PortRange? hostPorts = hostText.Length == 0 ? null : Range(text, hostText, "host port");
        if (hostPorts is { } host && containerPorts.Count > 1 && host.Count != containerPorts.Count)
        {
            throw Wrong(text, $"the ranges {host} and {containerPorts} differ in length");
        }

        return new PortMapping(protocol, containerPorts) { HostAddress = address, HostPorts = hostPorts };
    }

    internal static string Format(PortMapping mapping)
    {
        var address = mapping.HostAddress is not { } host ? "" : host.Family() == IPFamily.IPv6 ? $"[{host}]:" : $"{host}:";
        var ports = mapping.HostPorts is { } range ? $"{range}:" : address.Length > 0 ? ":" : "";
        return $"{address}{ports}{mapping.ContainerPorts}/{mapping.Protocol.ToText()}";
    }

    private static (string Body, TransportProtocol Protocol) SplitProtocol(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return (text, TransportProtocol.Tcp);
        }

        var word = text[(slash + 1)..];
        return TransportProtocols.TryParse(word, out var protocol)
            ? (text[..slash], protocol)
            : throw Wrong(text, $"'{word}' is none of the protocols tcp, udp and sctp");
    }

    // What is left of the address is HOSTPORT:PORT, :PORT or PORT.
    private static (IPAddress? Address, string Ports) SplitAddress(string text, string body)
    {
        if (body.StartsWith('['))
        {
            var close = body.IndexOf("]:", StringComparison.Ordinal);
            return close < 0 ? throw Wrong(text, "the bracket is not closed before a port") : (Address(text, body[1..close], IPFamily.IPv6), body[(close + 2)..]);
        }

        var parts = body.Split(':');
        return parts.Length switch
        {
            1 or 2 => (null, body),
            3 => (parts[0].Length == 0 ? null : Address(text, parts[0], IPFamily.IPv4), $"{parts[1]}:{parts[2]}"),
            _ => throw Wrong(text, "an IPv6 address stands in brackets"),
        };
    }

    private static IPAddress Address(string text, string word, IPFamily family) =>
        AddressText.TryParse(word, out var address) && address.Family() == family
            ? address
            : throw Wrong(text, $"'{word}' is not an {family} address");

    private static PortRange Range(string text, string word, string what) => PortRange.TryParse(word, out var range)
        ? range
        : throw Wrong(text, $"'{word}' is not a {what}: ports are 1 to {PortRange.Highest}, a range is FIRST-LAST");

    private static InvalidRequestException Wrong(string text, string problem) => new($"port '{text}'", problem, Remedy);
}
