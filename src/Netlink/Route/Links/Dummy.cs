namespace NetController.Netlink;

/// <summary>A link that drops what is sent, to be made: a place for addresses; <c>ip link add NAME type dummy</c> (ip-link(8)).</summary>
public sealed record DummySpec : LinkSpec
{
    /// <summary>Names the link.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public DummySpec(string name)
        : base(name)
    {
    }

    internal override string Kind => LinkKind.Dummy.Name;

    internal override bool HasData => false;

    internal override void EncodeData(MessageBuilder request)
    {
    }
}

/// <content>The dummy, which has no settings.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Dummy = Register("dummy", null, All);
}
