using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What a filter does with the packets it matches, to be asked for as well as read. One derived record per kind.</summary>
public abstract record TrafficAction
{
    private protected TrafficAction(string kind) => Kind = kind;

    /// <summary>The kernel's name of the kind, for example <c>police</c>.</summary>
    public string Kind { get; }

    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal virtual void Check()
    {
    }

    /// <summary>Writes the attributes of <c>TCA_ACT_OPTIONS</c>.</summary>
    internal abstract void Encode(MessageBuilder request);

    /// <summary>Reads what one entry of an action list holds; null when it names no kind.</summary>
    internal static TrafficAction? Decode(AttributeReader<TCA_ACT> attributes)
    {
        ReadOnlySpan<byte> kind = default;
        ReadOnlySpan<byte> options = default;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_ACT.KIND: kind = attributes.GetStringBytes(); break;
                case TCA_ACT.OPTIONS: options = attributes.Value; break;
            }
        }

        return kind.IsEmpty ? null : TrafficActionKind.Read(kind, options);
    }
}
