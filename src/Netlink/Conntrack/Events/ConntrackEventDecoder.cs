using NetController.Netlink.Events;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>Reads the multicast messages of connection tracking.</summary>
internal sealed class ConntrackEventDecoder : IEventDecoder<ConntrackEvent>
{
    public ConntrackEvent? Decode(MessageReader message)
    {
        if (ConntrackFlow.Decode(message) is not { } flow)
        {
            return null;
        }

        if ((IPCTNL_MSG_CT)NetfilterMessage.MessageOf(message.Type) is IPCTNL_MSG_CT.DELETE)
        {
            return new ConntrackEvent.FlowEnded(flow);
        }

        return (message.Flags & MessageFlags.Create) != 0 ? new ConntrackEvent.FlowBegun(flow) : new ConntrackEvent.FlowChanged(flow);
    }

    public ConntrackEvent Lost(EventLoss loss) => new ConntrackEvent.Overrun(loss);
}
