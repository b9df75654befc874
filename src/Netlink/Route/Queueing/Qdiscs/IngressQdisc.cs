namespace NetController.Netlink;

/// <summary>The place for filters of what a link receives; nothing is queued. <c>tc qdisc add … ingress</c>.</summary>
public sealed record IngressQdisc : QdiscOptions
{
    /// <summary>Names the kind, which has no options.</summary>
    public IngressQdisc()
        : base(QdiscKind.Ingress)
    {
    }

    internal override bool IsIngress => true;
}

/// <content>The place for filters of what is received.</content>
internal static partial class QdiscKind
{
    internal static readonly string Ingress = All.Register("ingress", static _ => new IngressQdisc());
}
