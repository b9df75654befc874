namespace NetController.Netlink.Conntrack;

/// <summary>
/// What happened to a flow, as the kernel announced it. Its kinds are nested records: <c>switch (change) { case ConntrackEvent.FlowEnded(var flow): … }</c>. There are no others
/// than those here.
/// </summary>
public abstract record ConntrackEvent
{
    private ConntrackEvent()
    {
    }

    /// <summary>A flow has begun: its first packet has left the machine, or it was made by hand.</summary>
    /// <param name="Flow">The flow as it was then.</param>
    public sealed record FlowBegun(ConntrackFlow Flow) : ConntrackEvent;

    /// <summary>A flow has changed, for example been answered, become assured, or been given a mark. Packets alone, which prolong its timeout, are no change.</summary>
    /// <param name="Flow">The flow as it was then, without what the kernel thinks has not changed: TCP state and labels may be missing.</param>
    public sealed record FlowChanged(ConntrackFlow Flow) : ConntrackEvent;

    /// <summary>A flow has ended: by its timeout, or deleted.</summary>
    /// <param name="Flow">The flow as it was last, with its final counters.</param>
    public sealed record FlowEnded(ConntrackFlow Flow) : ConntrackEvent;

    /// <summary>
    /// Events are missing between the one before and the one after: what is known of the flows may be wrong from here on, and has to be listed again. Listing upon this event is
    /// safe: what happens later is announced.
    /// </summary>
    /// <param name="Reason">Why.</param>
    public sealed record Overrun(EventLoss Reason) : ConntrackEvent;
}
