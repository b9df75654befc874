namespace NetController.Netlink;

/// <summary>Settings of a link as a port of its master; see <see cref="LinkUpdate.PortSettings"/>. One derived record per kind of master.</summary>
public abstract record LinkPortSettings
{
    /// <summary>The kernel's name of the kind of the master.</summary>
    internal abstract string Kind { get; }

    /// <summary>Writes the attributes of <c>IFLA_INFO_SLAVE_DATA</c>, those that are set only.</summary>
    internal abstract void Encode(MessageBuilder request);

    /// <summary>Whether there are settings that take a request of their own, after that of the others.</summary>
    internal virtual bool NeedsOwnRequest => false;

    /// <summary>Writes the request of those.</summary>
    internal virtual void EncodeOwnRequest(MessageBuilder request, LinkIndex port)
    {
    }
}
