namespace NetController.Netlink.Protocol;

/// <summary>What takes the messages of an answer. A structure, so that the receive loop is compiled for it and no call is indirect.</summary>
internal interface IMessageSink
{
    /// <summary>Forgets what an interrupted attempt delivered.</summary>
    void Begin();

    /// <summary>Takes one message.</summary>
    void Take(scoped MessageReader message);
}
