namespace NetController.Netlink;

/// <summary>How a filter tells packets apart and what it does with them, to be asked for as well as read. One derived record per kind.</summary>
public abstract record TrafficFilterOptions
{
    private protected TrafficFilterOptions(string kind) => Kind = kind;

    /// <summary>The kernel's name of the kind, for example <c>u32</c>.</summary>
    public string Kind { get; }

    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal virtual void Check()
    {
    }

    /// <summary>Writes the attributes of <c>TCA_OPTIONS</c>.</summary>
    internal abstract void Encode(MessageBuilder request);
}
