using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>
/// <code>
/// RTM_NEWLINK ifinfomsg
///   IFLA_IFNAME IFLA_MTU IFLA_ADDRESS IFLA_OPERSTATE IFLA_MASTER IFLA_LINK IFLA_LINK_NETNSID IFLA_IFALIAS IFLA_GROUP IFLA_TXQLEN [IFLA_STATS64]
///   IFLA_LINKINFO { IFLA_INFO_KIND IFLA_INFO_DATA {…} IFLA_INFO_SLAVE_KIND IFLA_INFO_SLAVE_DATA {…} }
/// </code>
/// </content>
public sealed partial record Link
{
    /// <summary>Describes a link by hand, for example to compare with.</summary>
    public Link()
    {
    }

    private Link(MessageReader message, LinkParts parts)
    {
        var header = message.ReadHeader<ifinfomsg>();
        Index = new LinkIndex(header.ifi_index);
        Flags = (LinkFlags)header.ifi_flags;
        var attributes = message.ReadAttributes<ifinfomsg, IFLA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA.IFNAME: Name = attributes.GetString(); break;
                case IFLA.MTU: Mtu = attributes.GetInt32(); break;
                case IFLA.ADDRESS: HardwareAddress = attributes.GetHardwareAddress(); break;
                case IFLA.OPERSTATE: OperationalState = (OperationalState)attributes.GetByte(); break;
                case IFLA.MASTER: Master = new LinkIndex(attributes.GetInt32()); break;
                case IFLA.LINK: Parent = new LinkIndex(attributes.GetInt32()); break;
                case IFLA.LINK_NETNSID: ParentNamespaceId = attributes.GetInt32(); break;
                case IFLA.IFALIAS: Alias = attributes.GetString(); break;
                case IFLA.GROUP: Group = attributes.GetInt32(); break;
                case IFLA.TXQLEN: TxQueueLength = attributes.GetInt32(); break;
                case IFLA.STATS64 when (parts & LinkParts.Statistics) != 0: Statistics = LinkStatistics.Read(attributes.Value); break;
                case IFLA.LINKINFO: (Kind, Data, PortData) = ReadInfo(attributes.GetNested<IFLA_INFO>()); break;
            }
        }

        if ((parts & LinkParts.Details) != 0)
        {
            Details = new LinkDetails(message);
        }
    }

    /// <summary>Reads a link message; null for any other message.</summary>
    internal static Link? Decode(MessageReader message) => Decode(message, LinkParts.None);

    /// <summary>Reads a link message with the parts asked for; null for any other message.</summary>
    internal static Link? Decode(MessageReader message, LinkParts parts) => message.Type == (ushort)RTM.NEWLINK ? new Link(message, parts) : null;

    /// <summary>Reads the link that a message is about, whatever it says about it.</summary>
    internal static Link Read(MessageReader message) => new(message, LinkParts.None);

    private static (string Kind, LinkData? Data, LinkData? PortData) ReadInfo(AttributeReader<IFLA_INFO> info)
    {
        LinkKind? kind = null;
        LinkKind? portKind = null;
        LinkData? data = null;
        LinkData? portData = null;
        while (info.Read())
        {
            switch (info.Type)
            {
                case IFLA_INFO.KIND: kind = LinkKind.Of(info.GetStringBytes(), LinkKind.All); break;
                case IFLA_INFO.DATA: data = kind?.Decode(info.Value); break;
                case IFLA_INFO.SLAVE_KIND: portKind = LinkKind.Of(info.GetStringBytes(), LinkKind.AllPorts); break;
                case IFLA_INFO.SLAVE_DATA: portData = portKind?.Decode(info.Value); break;
            }
        }

        return (kind?.Name ?? "", data, portData);
    }
}
