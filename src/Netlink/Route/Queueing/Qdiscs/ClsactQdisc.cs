namespace NetController.Netlink;

/// <summary>The place for filters of what a link receives and of what it sends; nothing is queued. <c>tc qdisc add … clsact</c>. It takes the place of <c>ingress</c>.</summary>
public sealed record ClsactQdisc : QdiscOptions
{
    /// <summary>Names the kind, which has no options.</summary>
    public ClsactQdisc()
        : base(QdiscKind.Clsact)
    {
    }

    internal override bool IsIngress => true;
}

/// <content>The place for filters of both directions.</content>
internal static partial class QdiscKind
{
    internal static readonly string Clsact = All.Register("clsact", static _ => new ClsactQdisc());
}
