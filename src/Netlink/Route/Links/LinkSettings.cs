namespace NetController.Netlink;

/// <summary>Settings of one kind of link that can be changed after its creation; see <see cref="LinkUpdate.Settings"/>. One derived record per kind.</summary>
public abstract record LinkSettings
{
    /// <summary>The kernel's name of the kind.</summary>
    internal abstract string Kind { get; }

    /// <summary>Writes the attributes of <c>IFLA_INFO_DATA</c>, those that are set only.</summary>
    internal abstract void Encode(MessageBuilder request);
}
