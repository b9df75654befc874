namespace NetController.Netlink;

/// <summary>The kind of VLAN tag (its Ethernet type).</summary>
public enum VlanProtocol : ushort
{
    /// <summary>IEEE 802.1Q, the usual tag of a customer.</summary>
    Customer = 0x8100,

    /// <summary>IEEE 802.1ad, the outer tag of a provider.</summary>
    Service = 0x88a8,
}

/// <summary>Encodes the kind of tag.</summary>
internal static class VlanProtocols
{
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, VlanProtocol? protocol)
        where TAttribute : unmanaged, Enum
    {
        if (protocol is { } set)
        {
            request.WriteUInt16BigEndian(attribute, (ushort)set);
        }
    }
}
