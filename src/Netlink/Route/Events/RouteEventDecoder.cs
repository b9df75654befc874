using NetController.Netlink.Events;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Reads the multicast messages of route netlink.</summary>
internal sealed class RouteEventDecoder : IEventDecoder<RouteEvent>
{
    public RouteEvent? Decode(MessageReader message) => (RTM)message.Type switch
    {
        RTM.NEWLINK or RTM.DELLINK => DecodeLink(message),
        RTM.NEWADDR => LinkAddress.Read(message) is { } address ? new RouteEvent.AddressChanged(address) : null,
        RTM.DELADDR => LinkAddress.Read(message) is { } address ? new RouteEvent.AddressDeleted(address) : null,
        RTM.NEWROUTE => Route.Read(message) is { } route ? new RouteEvent.RouteChanged(route, (message.Flags & MessageFlags.Replace) != 0) : null,
        RTM.DELROUTE => Route.Read(message) is { } route ? new RouteEvent.RouteDeleted(route) : null,
        RTM.NEWNEIGH => Neighbour.Read(message) is { } neighbour ? new RouteEvent.NeighbourChanged(neighbour) : null,
        RTM.DELNEIGH => Neighbour.Read(message) is { } neighbour ? new RouteEvent.NeighbourDeleted(neighbour) : null,
        _ => null,
    };

    public RouteEvent Lost(EventLoss loss) => new RouteEvent.Overrun(loss);

    /// <summary>
    /// Messages of a family are about one side of a link and hold a part of it only: "deleted" then means that this side is gone. Those of bridges are about ports.
    /// </summary>
    private static RouteEvent? DecodeLink(MessageReader message)
    {
        var isDeletion = message.Type == (ushort)RTM.DELLINK;
        return message.ReadHeader<ifinfomsg>().ifi_family switch
        {
            IpFamily.Any => isDeletion ? new RouteEvent.LinkDeleted(Link.Read(message)) : new RouteEvent.LinkChanged(Link.Read(message)),
            IpFamily.Bridge => DecodePort(message, isDeletion),
            _ => null,
        };
    }

    private static RouteEvent.BridgePortChanged? DecodePort(MessageReader message, bool hasLeft)
    {
        var port = new LinkView(message);

        // A bridge speaks of its own settings with itself as the port.
        return port.Master is { } bridge && bridge != port.Index ? new RouteEvent.BridgePortChanged(port.Index, hasLeft ? null : bridge) : null;
    }
}
