using System.Collections.Immutable;

namespace NetController.Ports;

/// <summary>
/// The ports that the kernel gives to outgoing connections, which free ports are chosen from as well (<c>net.ipv4.ip_local_port_range</c>),
/// and those that it keeps free (<c>net.ipv4.ip_local_reserved_ports</c>).
/// </summary>
/// <param name="Range">The range.</param>
/// <param name="Reserved">Ports within it that are not given away unasked.</param>
internal sealed record EphemeralPorts(PortRange Range, ImmutableArray<PortRange> Reserved)
{
    public const string RangePath = "net/ipv4/ip_local_port_range";
    public const string ReservedPath = "net/ipv4/ip_local_reserved_ports";

    /// <summary>The dynamic ports of IANA (RFC 6335), for a host that does not tell its own.</summary>
    private static readonly PortRange Dynamic = new(49152, PortRange.Highest);

    /// <summary>Reads the two settings as the kernel prints them.</summary>
    public static EphemeralPorts Read(string? range, string? reserved)
    {
        var words = range?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var known = words is [var first, var last] && PortRange.TryParse($"{first}-{last}", out var given) ? given : Dynamic;
        return new EphemeralPorts(known, [.. (reserved ?? "").Split(',').Select(Parse).Where(static port => port.Count > 0)]);
    }

    public bool IsReserved(PortRange ports) => Reserved.Any(ports.Overlaps);

    private static PortRange Parse(string text) => PortRange.TryParse(text.Trim(), out var range) ? range : default;
}
