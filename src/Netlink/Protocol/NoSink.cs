namespace NetController.Netlink.Protocol;

/// <summary>For answers of which only success matters.</summary>
internal readonly struct NoSink : IMessageSink
{
    public void Begin()
    {
    }

    public void Take(scoped MessageReader message)
    {
    }
}
