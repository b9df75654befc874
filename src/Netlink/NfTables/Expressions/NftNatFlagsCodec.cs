using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The flags of a translation on the wire, where two more bits say that there is an address or a port; they follow from the registers.</summary>
internal static class NftNatFlagsCodec
{
    private const NF_NAT_RANGE Implied = NF_NAT_RANGE.MAP_IPS | NF_NAT_RANGE.PROTO_SPECIFIED;

    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, NftNatFlags flags, NftRegister? port)
        where TAttribute : unmanaged, Enum
    {
        var all = (NF_NAT_RANGE)flags | (port is null ? 0 : NF_NAT_RANGE.PROTO_SPECIFIED);
        if (all != 0)
        {
            request.WriteUInt32BigEndian(attribute, (uint)all);
        }
    }

    internal static NftNatFlags Read(uint flags) => (NftNatFlags)(flags & ~(uint)Implied);
}
