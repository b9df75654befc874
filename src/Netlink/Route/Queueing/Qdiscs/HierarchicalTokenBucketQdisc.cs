using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>The hierarchical token bucket: classes with rates that may borrow from each other; <c>tc qdisc add … htb default N</c> (tc-htb(8)).</summary>
public sealed record HierarchicalTokenBucketQdisc : QdiscOptions
{
    /// <summary>The version of the kernel's structure (<c>TC_HTB_PROTOVER</c>).</summary>
    private const uint Version = 3;

    /// <summary>Begins with the defaults.</summary>
    public HierarchicalTokenBucketQdisc()
        : base(QdiscKind.HierarchicalTokenBucket)
    {
    }

    // TCA_OPTIONS { TCA_HTB_INIT TCA_HTB_DIRECT_QLEN }
    private HierarchicalTokenBucketQdisc(ReadOnlySpan<byte> options)
        : this()
    {
        var attributes = new AttributeReader<TCA_HTB>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_HTB.INIT:
                    var global = attributes.GetStructure<tc_htb_glob>();
                    (DefaultClass, RateToQuantum) = (global.defcls, global.rate2quantum);
                    break;
                case TCA_HTB.DIRECT_QLEN:
                    DirectQueueLength = attributes.GetUInt32();
                    break;
            }
        }
    }

    /// <summary>The class, by its second number, of traffic that no filter puts elsewhere; by default 0: such traffic passes without limit. <c>default</c>.</summary>
    public uint DefaultClass { get; init; }

    /// <summary>What the rate of a class is divided by to get its quantum. <c>r2q</c>.</summary>
    public uint RateToQuantum { get; init; } = 10;

    /// <summary>The packets without a class that may wait; by default the link's transmit queue length. <c>direct_qlen</c>.</summary>
    public uint? DirectQueueLength { get; init; }

    internal static HierarchicalTokenBucketQdisc Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Check()
    {
        if (RateToQuantum == 0)
        {
            throw new ArgumentException("A rate cannot be divided by 0 to get a quantum.", nameof(RateToQuantum));
        }
    }

    internal override void Encode(MessageBuilder request)
    {
        request.WriteStructure(TCA_HTB.INIT, new tc_htb_glob { version = Version, rate2quantum = RateToQuantum, defcls = DefaultClass });
        if (DirectQueueLength is { } length)
        {
            request.WriteUInt32(TCA_HTB.DIRECT_QLEN, length);
        }
    }
}

/// <content>The hierarchical token bucket.</content>
internal static partial class QdiscKind
{
    internal static readonly string HierarchicalTokenBucket = All.Register("htb", HierarchicalTokenBucketQdisc.Decode);
}
