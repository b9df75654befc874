using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes link requests.</summary>
/// <remarks>
/// <code>
/// ifinfomsg IFLA_IFNAME IFLA_MTU IFLA_ADDRESS IFLA_GROUP IFLA_TXQLEN IFLA_NUM_TX_QUEUES IFLA_NUM_RX_QUEUES IFLA_LINK IFLA_OPERSTATE IFLA_MASTER IFLA_IFALIAS IFLA_NET_NS_FD
///   IFLA_LINKINFO { IFLA_INFO_KIND IFLA_INFO_DATA {…} IFLA_INFO_SLAVE_KIND IFLA_INFO_SLAVE_DATA {…} }
///   IFLA_AF_SPEC { AF_INET6 { IFLA_INET6_ADDR_GEN_MODE } }
/// </code>
/// </remarks>
internal static class LinkRequests
{
    internal static void WriteHeader(MessageBuilder request, LinkIndex link, bool? isUp = null) =>
        WriteHeader(request, link, isUp is true ? LinkFlags.Up : 0, isUp is null ? 0 : LinkFlags.Up);

    internal static void WriteCommon(MessageBuilder request, int? mtu, HardwareAddress? address, int? group, int? queueLength)
    {
        request.WriteOptional(IFLA.MTU, mtu);
        request.WriteOptional(IFLA.ADDRESS, address);
        request.WriteOptional(IFLA.GROUP, group);
        request.WriteOptional(IFLA.TXQLEN, queueLength);
    }

    internal static void WriteQueues(MessageBuilder request, int? tx, int? rx)
    {
        request.WriteOptional(IFLA.NUM_TX_QUEUES, tx);
        request.WriteOptional(IFLA.NUM_RX_QUEUES, rx);
    }

    internal static void Create(MessageBuilder request, LinkSpec spec, NetworkNamespace? target = null)
    {
        WriteHeader(request, spec.Index ?? LinkIndex.None, spec.IsUp && !spec.IsUpLater ? true : null);
        request.WriteString(IFLA.IFNAME, spec.Name);
        WriteCommon(request, spec.Mtu, spec.HardwareAddress, spec.Group, spec.TxQueueLength);
        WriteQueues(request, spec.TxQueues, spec.RxQueues);
        request.WriteOptional(IFLA.LINK, spec.ParentLink?.Value);
        request.WriteOptional(IFLA.OPERSTATE, (byte?)spec.OperationalState);
        request.WriteOptional(IFLA.MASTER, spec.Master?.Value);
        if (target is not null)
        {
            request.WriteNamespace(IFLA.NET_NS_FD, target);
        }

        using var info = request.Nest(IFLA.LINKINFO);
        request.WriteString(IFLA_INFO.KIND, spec.Kind);
        if (spec.HasData)
        {
            using var data = request.Nest(IFLA_INFO.DATA);
            spec.EncodeData(request);
        }
    }

    internal static void Update(MessageBuilder request, LinkIndex link, LinkUpdate update)
    {
        var (flags, change) = update.FlagChanges();
        WriteHeader(request, link, flags, change);
        request.WriteOptional(IFLA.IFNAME, update.Name);
        WriteCommon(request, update.Mtu, update.HardwareAddress, update.Group, update.TxQueueLength);
        request.WriteOptional(IFLA.MASTER, update.Master?.Value);
        request.WriteOptional(IFLA.IFALIAS, update.Alias);
        update.EncodeRare(request);
        if (update.Namespace is not null)
        {
            request.WriteNamespace(IFLA.NET_NS_FD, update.Namespace);
        }

        if (update.Settings is not null || update.PortSettings is not null)
        {
            WriteInfo(request, update);
        }

        if (!update.NeedsModeFirst && update.AddressGenerationMode is { } mode)
        {
            WriteMode(request, mode);
        }
    }

    /// <summary>The request that sets the mode of address generation and nothing else.</summary>
    internal static void SetMode(MessageBuilder request, LinkIndex link, AddressGenerationMode mode)
    {
        WriteHeader(request, link);
        WriteMode(request, mode);
    }

    internal static void Get(MessageBuilder request, LinkIndex link, LinkParts parts = LinkParts.None)
    {
        WriteHeader(request, link);
        WriteMask(request, parts);
    }

    internal static void Get(MessageBuilder request, IFLA attribute, string name, LinkParts parts)
    {
        WriteHeader(request, LinkIndex.None);
        request.WriteString(attribute, name);
        WriteMask(request, parts);
    }

    internal static void List(MessageBuilder request, LinkFilter? filter, LinkParts parts = LinkParts.None)
    {
        WriteHeader(request, LinkIndex.None);
        WriteMask(request, parts);
        request.WriteOptional(IFLA.MASTER, filter?.Master?.Value);
        if (filter?.Kind is { } kind)
        {
            using var info = request.Nest(IFLA.LINKINFO);
            request.WriteString(IFLA_INFO.KIND, kind);
        }
    }

    internal static void DeleteGroup(MessageBuilder request, int group)
    {
        WriteHeader(request, LinkIndex.None);
        request.WriteInt32(IFLA.GROUP, group);
    }

    /// <summary>Gives alternative names or takes them away: IFLA_PROP_LIST { IFLA_ALT_IFNAME … }.</summary>
    internal static void ChangeNames(MessageBuilder request, LinkIndex link, ReadOnlySpan<string> names)
    {
        WriteHeader(request, link);
        using var properties = request.Nest(IFLA.PROP_LIST);
        foreach (var name in names)
        {
            request.WriteString(IFLA.ALT_IFNAME, name);
        }
    }

    private static void WriteHeader(MessageBuilder request, LinkIndex link, LinkFlags flags, LinkFlags change) =>
        request.WriteHeader(new ifinfomsg { ifi_index = link.Value, ifi_flags = (uint)flags, ifi_change = (uint)change });

    private static void WriteInfo(MessageBuilder request, LinkUpdate update)
    {
        using var info = request.Nest(IFLA.LINKINFO);
        if (update.Settings is { } settings)
        {
            request.WriteString(IFLA_INFO.KIND, settings.Kind);
            using var data = request.Nest(IFLA_INFO.DATA);
            settings.Encode(request);
        }

        if (update.PortSettings is { } port)
        {
            request.WriteString(IFLA_INFO.SLAVE_KIND, port.Kind);
            using var data = request.Nest(IFLA_INFO.SLAVE_DATA);
            port.Encode(request);
        }
    }

    private static void WriteMode(MessageBuilder request, AddressGenerationMode mode)
    {
        using var families = request.Nest(IFLA.AF_SPEC);
        using var family = request.Nest(AF.INET6);
        request.WriteByte(IFLA_INET6.ADDR_GEN_MODE, (byte)mode);
    }

    private static void WriteMask(MessageBuilder request, LinkParts parts)
    {
        if ((parts & LinkParts.Statistics) == 0)
        {
            request.WriteUInt32(IFLA.EXT_MASK, (uint)RTEXT_FILTER.SKIP_STATS);
        }
    }
}
