using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes and decodes the VLANs of bridges and their ports.</summary>
/// <remarks>
/// <code>
/// ifinfomsg of AF_BRIDGE
///   IFLA_AF_SPEC { IFLA_BRIDGE_FLAGS IFLA_BRIDGE_VLAN_INFO … }
/// </code>
/// </remarks>
internal static class BridgeVlanRequests
{
    internal static void Change(MessageBuilder request, LinkIndex link, BridgeVlan vlan, bool isBridge)
    {
        request.WriteHeader(new ifinfomsg { ifi_family = (byte)AF.BRIDGE, ifi_index = link.Value });
        using var specification = request.Nest(IFLA.AF_SPEC);
        if (isBridge)
        {
            request.WriteUInt16(IFLA_BRIDGE.FLAGS, (ushort)BRIDGE_FLAGS.SELF);
        }

        if (vlan.First == vlan.Last)
        {
            Write(request, vlan.First, vlan.Flags);
            return;
        }

        Write(request, vlan.First, vlan.Flags | bridge_vlan_info.BRIDGE_VLAN_INFO_RANGE_BEGIN);
        Write(request, vlan.Last, vlan.Flags | bridge_vlan_info.BRIDGE_VLAN_INFO_RANGE_END);
    }

    internal static void List(MessageBuilder request)
    {
        request.WriteHeader(new ifinfomsg { ifi_family = (byte)AF.BRIDGE });
        request.WriteUInt32(IFLA.EXT_MASK, (uint)RTEXT_FILTER.BRVLAN_COMPRESSED);
    }

    /// <summary>Reads the VLANs of one port; null for another message and for a port without.</summary>
    internal static List<BridgeVlan>? Decode(MessageReader message)
    {
        if (message.Type != (ushort)RTM.NEWLINK || message.ReadHeader<ifinfomsg>() is not { ifi_family: (byte)AF.BRIDGE } header)
        {
            return null;
        }

        List<BridgeVlan>? vlans = null;
        var attributes = message.ReadAttributes<ifinfomsg, IFLA>();
        while (attributes.Read())
        {
            if (attributes.Type is IFLA.AF_SPEC)
            {
                vlans = ReadRanges(attributes.GetNested<IFLA_BRIDGE>(), new LinkIndex(header.ifi_index));
            }
        }

        return vlans;
    }

    private static List<BridgeVlan> ReadRanges(AttributeReader<IFLA_BRIDGE> attributes, LinkIndex link)
    {
        var vlans = new List<BridgeVlan>();
        ushort first = 0;
        while (attributes.Read())
        {
            if (attributes.Type is not IFLA_BRIDGE.VLAN_INFO)
            {
                continue;
            }

            var info = attributes.GetStructure<bridge_vlan_info>();
            if ((info.flags & bridge_vlan_info.BRIDGE_VLAN_INFO_RANGE_BEGIN) != 0)
            {
                first = info.vid;
            }
            else
            {
                vlans.Add(new BridgeVlan(link, (info.flags & bridge_vlan_info.BRIDGE_VLAN_INFO_RANGE_END) != 0 ? first : info.vid, info.vid, info.flags));
            }
        }

        return vlans;
    }

    private static void Write(MessageBuilder request, ushort id, int flags)
    {
        var info = new bridge_vlan_info { flags = (ushort)flags, vid = id };
        request.WriteStructure(IFLA_BRIDGE.VLAN_INFO, in info);
    }
}
