using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Sends packets by another link, or a copy of them; <c>action mirred egress redirect dev DEV</c> (tc-mirred(8)). To an <c>ifb</c> link, whose queueing discipline
/// then delays what a link receives.
/// </summary>
public sealed record RedirectAction : TrafficAction
{
    // TCA_EGRESS_REDIR, TCA_EGRESS_MIRROR, TCA_INGRESS_REDIR and TCA_INGRESS_MIRROR, linux/tc_act/tc_mirred.h.
    private const int FirstIngress = 3;
    private const int FirstEgress = 1;

    /// <summary>Names the other link.</summary>
    /// <param name="link">Its number.</param>
    /// <exception cref="ArgumentException">The link has no number.</exception>
    public RedirectAction(LinkIndex link)
        : base(TrafficActionKind.Redirect)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        Link = link;
    }

    // TCA_ACT_OPTIONS { TCA_MIRRED_PARMS }
    private RedirectAction(ReadOnlySpan<byte> options)
        : base(TrafficActionKind.Redirect)
    {
        var attributes = new AttributeReader<TCA_MIRRED>(options);
        while (attributes.Read())
        {
            if (attributes.Type is TCA_MIRRED.PARMS)
            {
                var parameters = attributes.GetStructure<tc_mirred>();
                Link = new LinkIndex((int)parameters.ifindex);
                IsCopy = parameters.eaction is FirstEgress + 1 or FirstIngress + 1;
                ToIngress = parameters.eaction >= FirstIngress;
                Verdict = (TrafficVerdict)parameters.action;
            }
        }
    }

    /// <summary>The link to send by; <see cref="LinkIndex.None"/> when it has gone since.</summary>
    public LinkIndex Link { get; }

    /// <summary>Whether a copy is sent and the packet itself goes on. <c>mirror</c>.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Whether the other link is to receive it instead of sending it. <c>ingress</c>.</summary>
    public bool ToIngress { get; init; }

    /// <summary>What becomes of the packet here; by default it is done with, and the next action follows for a copy.</summary>
    public TrafficVerdict? Verdict { get; init; }

    internal static RedirectAction Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Encode(MessageBuilder request) => request.WriteStructure(TCA_MIRRED.PARMS, new tc_mirred
    {
        action = (int)(Verdict ?? (IsCopy ? TrafficVerdict.Pipe : TrafficVerdict.Stolen)),
        eaction = (ToIngress ? FirstIngress : FirstEgress) + (IsCopy ? 1 : 0),
        ifindex = (uint)Link.Value,
    });
}

/// <content>Sending by another link.</content>
internal static partial class TrafficActionKind
{
    internal static readonly string Redirect = All.Register("mirred", RedirectAction.Decode);
}
