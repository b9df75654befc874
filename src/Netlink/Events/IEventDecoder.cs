namespace NetController.Netlink.Events;

/// <summary>Turns what a subscription receives into events.</summary>
/// <typeparam name="TEvent">The base of the events.</typeparam>
internal interface IEventDecoder<TEvent>
    where TEvent : class
{
    /// <summary>Turns one message into an event, or into null where it is none or only a part of one.</summary>
    /// <exception cref="NetlinkProtocolException">The message is malformed.</exception>
    TEvent? Decode(MessageReader message);

    /// <summary>The event that says that others are missing. Parts kept from earlier messages are to be forgotten.</summary>
    TEvent Lost(EventLoss loss);

    /// <summary>An event that follows from an earlier one and comes before whatever else has arrived, or null.</summary>
    TEvent? Pending() => null;

    /// <summary>Called when everything that has arrived is read, before waiting for more: an event of the decoder's own, or null to wait.</summary>
    TEvent? Idle() => null;
}
