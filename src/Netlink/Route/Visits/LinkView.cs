using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What tells a link apart, read in place; <see cref="ToLink()"/> makes the whole object of one that is of interest.</summary>
public readonly ref struct LinkView
{
    private readonly MessageReader _message;

    internal LinkView(MessageReader message)
    {
        _message = message;
        var header = message.ReadHeader<ifinfomsg>();
        Index = new LinkIndex(header.ifi_index);
        Flags = (LinkFlags)header.ifi_flags;
        var attributes = message.ReadAttributes<ifinfomsg, IFLA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA.IFNAME: Name = attributes.GetStringBytes(); break;
                case IFLA.MTU: Mtu = attributes.GetInt32(); break;
                case IFLA.MASTER: Master = new LinkIndex(attributes.GetInt32()); break;
                case IFLA.IFALIAS: Alias = attributes.GetStringBytes(); break;
                case IFLA.GROUP: Group = attributes.GetInt32(); break;
                case IFLA.LINKINFO: Kind = ReadKind(attributes.GetNested<IFLA_INFO>()); break;
            }
        }
    }

    /// <inheritdoc cref="Link.Index"/>
    public LinkIndex Index { get; }

    /// <inheritdoc cref="Link.Flags"/>
    public LinkFlags Flags { get; }

    /// <summary>Its name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What made it, in UTF-8, for example <c>veth</c>; empty for hardware and for <c>lo</c>.</summary>
    public ReadOnlySpan<byte> Kind { get; }

    /// <summary>The text its owner has given it, in UTF-8; empty without one.</summary>
    public ReadOnlySpan<byte> Alias { get; }

    /// <inheritdoc cref="Link.Mtu"/>
    public int Mtu { get; }

    /// <inheritdoc cref="Link.Master"/>
    public LinkIndex? Master { get; }

    /// <inheritdoc cref="Link.Group"/>
    public int Group { get; }

    /// <summary>Makes the whole object.</summary>
    /// <returns>The link.</returns>
    public Link ToLink() => ToLink(LinkParts.None);

    /// <summary>Makes the whole object, with parts that are left out by default.</summary>
    /// <param name="parts">What to read; the statistics are there only if the visit asked for them.</param>
    /// <returns>The link.</returns>
    public Link ToLink(LinkParts parts) => Link.Decode(_message, parts)!;

    private static ReadOnlySpan<byte> ReadKind(AttributeReader<IFLA_INFO> info)
    {
        while (info.Read())
        {
            if (info.Type is IFLA_INFO.KIND)
            {
                return info.GetStringBytes();
            }
        }

        return default;
    }
}
