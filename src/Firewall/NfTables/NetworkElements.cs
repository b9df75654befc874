using System.Net;
using NetController.Firewall.Policies;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>What a network is in the sets of our table.</summary>
internal static class NetworkElements
{
    private static readonly ElementTarget Accept = new(default, NftVerdict.Accept);
    private static readonly ElementTarget Drop = new(default, NftVerdict.Drop);
    private static readonly ElementTarget Apart = new(default, NftVerdict.Goto(TableNames.Apart));
    private static readonly ElementTarget InNat = new(default, NftVerdict.Goto(TableNames.InNat));
    private static readonly ElementTarget InRouted = new(default, NftVerdict.Goto(TableNames.InRouted));

    /// <summary>Adds the elements of a network, those of its endpoints left out.</summary>
    public static void AddTo(List<Element> elements, NetworkPolicy policy)
    {
        AddSide(elements, policy, policy.IPv4, IPFamily.IPv4);
        AddSide(elements, policy, policy.IPv6, IPFamily.IPv6);
    }

    private static void AddSide(List<Element> elements, NetworkPolicy policy, FamilyPolicy? side, IPFamily family)
    {
        if (side is null)
        {
            return;
        }

        // Nothing is published in an enclosed network, so nothing is let through either where its endpoints are kept apart.
        var (link, isEnclosed) = (policy.Link, side.IsEnclosed(policy));
        var inside = policy.InterContainerConnectivity ? Accept : isEnclosed ? Drop : Apart;
        elements.Add(new Element(ElementKey.Links(ElementSet.Inside, family, link, link), inside));
        elements.Add(new Element(ElementKey.Links(ElementSet.Loops, family, link, link)));
        elements.Add(new Element(ElementKey.Link(ElementSet.Bridges, family, link)));
        if (isEnclosed)
        {
            elements.Add(new Element(ElementKey.Link(ElementSet.Enclosed, family, link)));
            return;
        }

        elements.Add(new Element(ElementKey.Link(ElementSet.Inbound, family, link), side.Mode switch
        {
            GatewayMode.Routed => InRouted,
            GatewayMode.NatUnprotected => Accept,
            _ => InNat,
        }));
        elements.Add(new Element(ElementKey.Link(ElementSet.Outbound, family, link)));
        foreach (var trusted in policy.TrustedInterfaces)
        {
            elements.Add(new Element(ElementKey.Links(ElementSet.Trusted, family, trusted, link)));
        }

        if (side.Mode != GatewayMode.Routed)
        {
            elements.Add(new Element(ElementKey.Home(side.Subnet, link)));
        }

        if (side.Masquerade && side.Mode != GatewayMode.Routed)
        {
            elements.Add(Translation(link, family, side.SourceAddress));
        }
    }

    private static Element Translation(string link, IPFamily family, IPAddress? source) => source is null
        ? new Element(ElementKey.Link(ElementSet.Masquerade, family, link))
        : new Element(
            new ElementKey(family == IPFamily.IPv4 ? ElementSet.Snat4 : ElementSet.Snat6, NftValue.FromInterfaceName(link)),
            new ElementTarget(NftValue.FromAddress(source)));
}
