namespace NetController.Netlink;

/// <summary>A kind of queueing discipline with its options, to be asked for as well as read. One derived record per kind.</summary>
public abstract record QdiscOptions
{
    private protected QdiscOptions(string kind) => Kind = kind;

    /// <summary>The kernel's name of the kind, for example <c>tbf</c>.</summary>
    public string Kind { get; }

    /// <summary>Whether it stands where a link receives instead of where it sends.</summary>
    internal virtual bool IsIngress => false;

    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal virtual void Check()
    {
    }

    /// <summary>Writes the attributes of <c>TCA_OPTIONS</c>.</summary>
    internal virtual void Encode(MessageBuilder request)
    {
    }
}
