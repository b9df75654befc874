using System.Net;

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
                && !NetworkElements.IsEnclosed(network, side) && !ports.HostAddress.Equals(IPAddress.IPv6Loopback))
            {
                AddPorts(elements, ports, address, family, isTranslated: side.Mode != GatewayMode.Routed);
            }
        }
    }

    private static void AddPorts(List<Element> elements, PublishedPorts ports, IPAddress address, IPFamily family, bool isTranslated)
    {
        var (isV4, host) = (family == IPFamily.IPv4, ports.HostAddress);
        var isOfEvery = host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any);
        var isLoopback = isV4 && IPAddress.IsLoopback(host);
        for (var i = 0; i < ports.ContainerPorts.Count; i++)
        {
            var (from, to) = (ports.HostPorts.First + i, ports.ContainerPorts.First + i);
            elements.Add(new Element(ElementKey.Port(isV4 ? ElementSet.Open4 : ElementSet.Open6, address, ports.Protocol, to)));
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
