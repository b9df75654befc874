using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Matches every packet; <c>tc filter add … matchall</c> (tc-matchall(8)). Where the kernel lacks it, a <see cref="U32Filter"/> without keys does the same.</summary>
public sealed record MatchAllFilter : TrafficFilterOptions
{
    /// <summary>Begins without a class and without actions.</summary>
    public MatchAllFilter()
        : base(TrafficFilterKind.MatchAll)
    {
    }

    // TCA_OPTIONS { TCA_MATCHALL_CLASSID TCA_MATCHALL_ACT {…} }
    private MatchAllFilter(ReadOnlySpan<byte> options)
        : this()
    {
        var attributes = new AttributeReader<TCA_MATCHALL>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_MATCHALL.CLASSID: Class = new TrafficHandle(attributes.GetUInt32()); break;
                case TCA_MATCHALL.ACT: Actions = TrafficActionList.Read(attributes.GetNested<TrafficActionList.ActionOrder>()); break;
            }
        }
    }

    /// <summary>The class packets go to, or null. <c>classid</c>.</summary>
    public TrafficHandle? Class { get; init; }

    /// <summary>What is done with them, in this order.</summary>
    public ValueList<TrafficAction> Actions { get; init; }

    internal static MatchAllFilter Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Check() => TrafficActionList.Check(Actions);

    internal override void Encode(MessageBuilder request)
    {
        if (Class is { } handle)
        {
            request.WriteUInt32(TCA_MATCHALL.CLASSID, handle.Value);
        }

        TrafficActionList.Write(request, TCA_MATCHALL.ACT, Actions);
    }
}

/// <content>The filter that matches everything.</content>
internal static partial class TrafficFilterKind
{
    internal static readonly string MatchAll = All.Register("matchall", MatchAllFilter.Decode);
}
