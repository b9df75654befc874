using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Diagnostics;

/// <summary>What a kind of message is called and made of.</summary>
/// <param name="Name">Its name in the C headers.</param>
/// <param name="Structure">What it begins with, or null.</param>
/// <param name="Attributes">Its attributes.</param>
internal readonly record struct TraceMessage(string Name, TraceStructure? Structure, TraceLevel Attributes)
{
    /// <summary>Finds out about a message type, however strange.</summary>
    internal static TraceMessage Of(NetlinkProtocol protocol, ushort type) => protocol switch
    {
        _ when type < (ushort)NLMSG.MIN_TYPE => new(NameOf<NLMSG>("NLMSG", type), null, new TraceLevel(typeof(NLMSGERR_ATTR))),
        NetlinkProtocol.Route => OfRoute(type),
        NetlinkProtocol.Netfilter => OfNetfilter(type),
        _ => new($"type {type}", null, TraceLevel.Unknown),
    };

    private static TraceMessage OfRoute(ushort type)
    {
        var name = NameOf<RTM>("RTM", type);

        // Each kind of object has four types: new, delete, get, set.
        return (RTM)(type & ~3) switch
        {
            RTM.NEWLINK => new(name, TraceStructure.Link, RouteLevels.Link),
            RTM.NEWADDR => new(name, TraceStructure.Address, RouteLevels.Address),
            RTM.NEWROUTE => new(name, TraceStructure.Route, RouteLevels.Route),
            RTM.NEWNEIGH => new(name, TraceStructure.Neighbour, RouteLevels.Neighbour),
            _ => new(name, null, TraceLevel.Unknown),
        };
    }

    private static TraceMessage OfNetfilter(ushort type)
    {
        var message = NetfilterMessage.MessageOf(type);
        return NetfilterMessage.SubsystemOf(type) switch
        {
            NFNL_SUBSYS.NONE => new(NameOf<NFNL_MSG_BATCH>("NFNL_MSG_BATCH", type), TraceStructure.Netfilter, new TraceLevel(typeof(NFNL_BATCH))),
            NFNL_SUBSYS.CTNETLINK => new(NameOf<IPCTNL_MSG_CT>("IPCTNL_MSG_CT", message), TraceStructure.Netfilter, ConntrackLevels.Of((IPCTNL_MSG_CT)message)),
            NFNL_SUBSYS.NFTABLES => new(NameOf<NFT_MSG>("NFT_MSG", message), TraceStructure.Netfilter, NftLevels.Of((NFT_MSG)message)),
            var subsystem => new(NameOf<NFNL_SUBSYS>("NFNL_SUBSYS", (ushort)subsystem) + $" message {message}", TraceStructure.Netfilter, TraceLevel.Unknown),
        };
    }

    private static string NameOf<TEnum>(string prefix, ushort number)
        where TEnum : unmanaged, Enum
    {
        var value = (TEnum)Enum.ToObject(typeof(TEnum), number);
        return Enum.IsDefined(value) ? $"{prefix}_{value}" : $"{prefix}_{number}";
    }
}
