using System.Net;
using NetController.Firewall.Policies;

namespace NetController.Firewall.NfTables;

/// <summary>What the published ports of an endpoint are in the sets of our table: an element or two each, ranges port by port.</summary>
internal static class EndpointElements
{
    /// <summary>Adds the elements of an endpoint.</summary>
    public static void AddTo(List<Element> elements, EndpointPolicy endpoint, NetworkPolicy network)
    {
        foreach (var ports in endpoint.Ports)
        {
            var family = ports.Family;

            // Without an address of the family, and for ::1, which the kernel routes nowhere, the controller itself serves the port.
            if (network.Family(family) is { } side && endpoint.Address(family) is { } address
                && !side.IsEnclosed(network) && !ports.HostAddress.Equals(IPAddress.IPv6Loopback))
            {
                AddPorts(elements, ports, address, isTranslated: side.Mode != GatewayMode.Routed);
            }
        }
    }

    private static void AddPorts(List<Element> elements, PublishedPorts ports, IPAddress address, bool isTranslated)
    {
        var (isV4, host) = (ports.Family == IPFamily.IPv4, ports.HostAddress);
        var isOfEvery = host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any);

        // What the host itself sends is not forwarded and needs no leave, and nobody else gets it.
        var isLoopback = IPAddress.IsLoopback(host);
        for (var i = 0; i < ports.ContainerPorts.Count; i++)
        {
            var (from, to) = (ports.HostPorts.First + i, ports.ContainerPorts.First + i);
            if (!isLoopback)
            {
                elements.Add(new Element(ElementKey.Port(isV4 ? ElementSet.Open4 : ElementSet.Open6, address, ports.Protocol, to)));
            }

            if (!isTranslated)
            {
                continue;
            }

            var key = isOfEvery
                ? ElementKey.Port(isV4 ? ElementSet.Any4 : ElementSet.Any6, ports.Protocol, from)
                : ElementKey.Port(isV4 ? ElementSet.Dnat4 : ElementSet.Dnat6, host, ports.Protocol, from);
            elements.Add(new Element(key, new ElementTarget(ElementKey.Target(address, to))));
            if (isLoopback)
            {
                elements.Add(new Element(ElementKey.Port(ElementSet.Loopback, host, ports.Protocol, from)));
            }
        }
    }
}
