namespace NetController.Netlink;

/// <summary>An intermediate functional block to be made: a queue that traffic received elsewhere is redirected to; <c>ip link add NAME type ifb</c> (ip-link(8)).</summary>
public sealed record IfbSpec : LinkSpec
{
    /// <summary>Names the link.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public IfbSpec(string name)
        : base(name)
    {
    }

    internal override string Kind => LinkKind.Ifb.Name;

    internal override bool HasData => false;

    internal override void EncodeData(MessageBuilder request)
    {
    }
}

/// <content>The intermediate functional block, which has no settings.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Ifb = Register("ifb", null, All);
}
