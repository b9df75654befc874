using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes link requests.</summary>
/// <remarks>
/// <code>
/// ifinfomsg IFLA_IFNAME IFLA_MTU IFLA_ADDRESS IFLA_GROUP IFLA_TXQLEN IFLA_MASTER IFLA_IFALIAS IFLA_NET_NS_FD
///   IFLA_LINKINFO { IFLA_INFO_KIND IFLA_INFO_DATA {…} IFLA_INFO_SLAVE_KIND IFLA_INFO_SLAVE_DATA {…} }
/// </code>
/// </remarks>
internal static class LinkRequests
{
    internal static void WriteHeader(MessageBuilder request, LinkIndex link, bool? isUp = null) => request.WriteHeader(new ifinfomsg
    {
        ifi_index = link.Value,
        ifi_flags = isUp is true ? (uint)LinkFlags.Up : 0,
        ifi_change = isUp is null ? 0 : (uint)LinkFlags.Up,
    });

    internal static void WriteCommon(MessageBuilder request, int? mtu, HardwareAddress? address, int? group, int? queueLength)
    {
        WriteNumber(request, IFLA.MTU, mtu);
        if (address is { } bytes)
        {
            request.WriteHardwareAddress(IFLA.ADDRESS, bytes);
        }

        WriteNumber(request, IFLA.GROUP, group);
        WriteNumber(request, IFLA.TXQLEN, queueLength);
    }

    internal static void Create(MessageBuilder request, LinkSpec spec)
    {
        WriteHeader(request, LinkIndex.None, spec.IsUp ? true : null);
        request.WriteString(IFLA.IFNAME, spec.Name);
        WriteCommon(request, spec.Mtu, spec.HardwareAddress, spec.Group, spec.TxQueueLength);
        WriteNumber(request, IFLA.MASTER, spec.Master?.Value);
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
        WriteHeader(request, link, update.IsUp);
        if (update.Name is not null)
        {
            request.WriteString(IFLA.IFNAME, update.Name);
        }

        WriteCommon(request, update.Mtu, update.HardwareAddress, update.Group, update.TxQueueLength);
        WriteNumber(request, IFLA.MASTER, update.Master?.Value);
        if (update.Alias is not null)
        {
            request.WriteString(IFLA.IFALIAS, update.Alias);
        }

        if (update.Namespace is not null)
        {
            request.WriteNamespace(IFLA.NET_NS_FD, update.Namespace);
        }

        if (update.Settings is not null || update.PortSettings is not null)
        {
            WriteInfo(request, update);
        }
    }

    internal static void Get(MessageBuilder request, LinkIndex link)
    {
        WriteHeader(request, link);
        SkipStatistics(request);
    }

    internal static void Get(MessageBuilder request, string name)
    {
        WriteHeader(request, LinkIndex.None);
        request.WriteString(IFLA.IFNAME, name);
        SkipStatistics(request);
    }

    internal static void List(MessageBuilder request, LinkFilter? filter)
    {
        WriteHeader(request, LinkIndex.None);
        SkipStatistics(request);
        WriteNumber(request, IFLA.MASTER, filter?.Master?.Value);
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

    private static void SkipStatistics(MessageBuilder request) => request.WriteUInt32(IFLA.EXT_MASK, (uint)RTEXT_FILTER.SKIP_STATS);

    private static void WriteNumber(MessageBuilder request, IFLA attribute, int? value)
    {
        if (value is { } number)
        {
            request.WriteInt32(attribute, number);
        }
    }
}
