using System.Net;

namespace NetController;

/// <summary>
/// A port to publish, as it is asked for: Docker's <c>-p [hostaddr:][hostport[-end]:]port[-end][/proto]</c>.
/// </summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="ContainerPorts">The ports of the endpoint.</param>
public sealed record PortMapping(TransportProtocol Protocol, PortRange ContainerPorts)
{
    /// <summary>
    /// The address of the host to listen on; null for the default of the network or the controller, and where there is none for all
    /// addresses of the families that the endpoint has.
    /// </summary>
    public IPAddress? HostAddress { get; init; }

    /// <summary>
    /// The ports of the host: as many as <see cref="ContainerPorts"/> and matched in order, or for a single container port several to
    /// choose one from; null to have free ones chosen from the ephemeral range.
    /// </summary>
    public PortRange? HostPorts { get; init; }

    /// <summary>Reads the notation of <c>docker run -p</c>; an IPv6 address stands in brackets.</summary>
    /// <exception cref="InvalidRequestException">The text is no such mapping; the message says what is wrong.</exception>
    public static PortMapping Parse(string text) => PortMappingText.Parse(text);

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => PortMappingText.Format(this);
}
