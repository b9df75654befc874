using System.Net;

namespace NetController;

/// <summary>Ports of the host that lead to ports of an endpoint, as they were given; as many on both sides, matched in order.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="HostAddress">The address of the host; the unspecified address of a family stands for all of that family.</param>
/// <param name="HostPorts">The ports of the host.</param>
/// <param name="ContainerPorts">The ports of the endpoint.</param>
public sealed record PublishedPorts(TransportProtocol Protocol, IPAddress HostAddress, PortRange HostPorts, PortRange ContainerPorts)
{
    /// <summary>The family of the host's address. The endpoint may have none of it; see <see cref="Firewall.EndpointPolicy"/>.</summary>
    public IPFamily Family => HostAddress.Family();

    /// <summary>Whether every port has the same number on both sides.</summary>
    public bool SameNumbers => HostPorts.First == ContainerPorts.First;

    /// <summary>As <c>docker port</c> prints it, for example <c>80/tcp -> 0.0.0.0:8080</c>.</summary>
    public override string ToString()
    {
        var host = Family == IPFamily.IPv6 ? $"[{HostAddress}]" : HostAddress.ToString();
        return $"{ContainerPorts}/{Protocol.ToText()} -> {host}:{HostPorts}";
    }
}
