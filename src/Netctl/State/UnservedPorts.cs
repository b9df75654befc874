using System.Net;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>
/// The ports that were asked for by an address which no rule of the firewall can lead from: <c>::1</c>, and an address of a family that the
/// endpoint does not have. The controller's process serves them, and the tool's ends with its command.
/// </summary>
internal static class UnservedPorts
{
    /// <summary>Those of an endpoint.</summary>
    public static IEnumerable<PublishedPorts> Of(StoredEndpoint endpoint) => endpoint.Ports.Where(port =>
        WasNamed(endpoint, port.HostAddress)
        && (port.HostAddress.Equals(IPAddress.IPv6Loopback) || endpoint.Addresses.Items.All(address => address.Family != port.Family)));

    /// <summary>Where no address was named, both families are published for whoever tries them, and one of them is enough.</summary>
    private static bool WasNamed(StoredEndpoint endpoint, IPAddress address) =>
        endpoint.Spec.Ports.Any(mapping => mapping.HostAddress is { } host && host.Equals(address));
}
