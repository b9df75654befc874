using NetController.Netlink.Events;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Mirror;

/// <summary>Takes what is announced into the tables of a mirror, and passes on what has changed in them.</summary>
internal sealed class MirrorDecoder(MirrorTables tables) : IEventDecoder<RouteEvent>
{
    private readonly RouteEventDecoder _announcements = new();
    private bool _mustList;

    public RouteEvent? Decode(MessageReader message)
    {
        if ((RTM)message.Type is RTM.NEWNEXTHOP or RTM.DELNEXTHOP)
        {
            tables.DistrustRoutes();
            return null;
        }

        return _announcements.Decode(message) is { } change ? tables.Apply(change) : null;
    }

    public RouteEvent Lost(EventLoss loss)
    {
        _mustList = true;
        ListAgain();
        return _announcements.Lost(loss);
    }

    public RouteEvent? Pending()
    {
        ListAgain();
        return tables.Differences.TryDequeue(out var difference) ? difference : null;
    }

    /// <summary>Routes are listed where nothing else is left to read, so once for any number of causes.</summary>
    public RouteEvent? Idle()
    {
        tables.ListStaleRoutes();
        return Pending();
    }

    /// <summary>Lists everything where that is due; what fails is tried again by the next reader.</summary>
    private void ListAgain()
    {
        if (_mustList)
        {
            tables.ListAll();
            _mustList = false;
        }
    }
}
