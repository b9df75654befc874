namespace NetController.Netlink;

/// <summary>The options of a class, to be asked for as well as read. One derived record per kind of queueing discipline.</summary>
public abstract record TrafficClassOptions
{
    private protected TrafficClassOptions(string kind) => Kind = kind;

    /// <summary>The kernel's name of the kind, for example <c>htb</c>.</summary>
    public string Kind { get; }

    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal virtual void Check()
    {
    }

    /// <summary>Writes the attributes of <c>TCA_OPTIONS</c>.</summary>
    internal abstract void Encode(MessageBuilder request);
}
