using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A class of the hierarchical token bucket; <c>tc class add … htb rate RATE ceil RATE</c> (tc-htb(8)).</summary>
/// <remarks>The kernel keeps bursts as times, in steps of 64 ns at their rate: what is read may differ from what was asked for by that much.</remarks>
public sealed record HierarchicalTokenBucketClass : TrafficClassOptions
{
    /// <summary>The bytes that pass at once unless told otherwise: a packet of a usual link and some more, as <c>tc</c> has it.</summary>
    private const uint DefaultBurst = 1600;

    /// <summary>Begins with what is always needed.</summary>
    /// <param name="rate">The rate that the class is sure of.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is 0.</exception>
    public HierarchicalTokenBucketClass(DataRate rate)
        : base(TrafficClassKind.HierarchicalTokenBucket)
    {
        RateWriter.CheckRate(rate, nameof(rate));
        Rate = rate;
        Ceiling = rate;
    }

    // TCA_OPTIONS { TCA_HTB_PARMS TCA_HTB_RATE64 TCA_HTB_CEIL64 }
    private HierarchicalTokenBucketClass(ReadOnlySpan<byte> options)
        : base(TrafficClassKind.HierarchicalTokenBucket)
    {
        var parameters = default(tc_htb_opt);
        ulong? rate = null;
        ulong? ceiling = null;
        var attributes = new AttributeReader<TCA_HTB>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_HTB.PARMS: parameters = attributes.GetStructure<tc_htb_opt>(); break;
                case TCA_HTB.RATE64: rate = attributes.GetUInt64(); break;
                case TCA_HTB.CEIL64: ceiling = attributes.GetUInt64(); break;
            }
        }

        Rate = new DataRate(rate ?? parameters.rate.rate);
        Ceiling = new DataRate(ceiling ?? parameters.ceil.rate);
        Burst = Rate.ToBytes(parameters.buffer);
        CeilingBurst = Ceiling.ToBytes(parameters.cbuffer);
        Priority = parameters.prio;
        Quantum = parameters.quantum;
    }

    /// <summary>The rate that the class is sure of.</summary>
    public DataRate Rate { get; }

    /// <summary>The rate it may reach by borrowing what others leave; by default <see cref="Rate"/>. <c>ceil</c>.</summary>
    public DataRate Ceiling { get; init; }

    /// <summary>The bytes that pass at once after a pause; by default 1,600 and what the rate brings in a nanosecond. <c>burst</c>.</summary>
    public uint? Burst { get; init; }

    /// <summary>The same for what is borrowed. <c>cburst</c>.</summary>
    public uint? CeilingBurst { get; init; }

    /// <summary>Who borrows first: 0 to 7, small ones before great ones. <c>prio</c>.</summary>
    public uint Priority { get; init; }

    /// <summary>The bytes the class may send before others of its rank have a turn; by default the kernel divides the rate by <see cref="HierarchicalTokenBucketQdisc.RateToQuantum"/>. <c>quantum</c>.</summary>
    public uint Quantum { get; init; }

    internal static HierarchicalTokenBucketClass Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Check()
    {
        if (Ceiling.BytesPerSecond < Rate.BytesPerSecond)
        {
            throw new ArgumentException($"A class cannot be sure of {Rate} and reach {Ceiling} only.", nameof(Ceiling));
        }

        if (Priority > 7)
        {
            throw new ArgumentOutOfRangeException(nameof(Priority), Priority, "Priorities are 0 to 7.");
        }
    }

    internal override void Encode(MessageBuilder request)
    {
        if (RateWriter.IsWide(Rate))
        {
            request.WriteUInt64(TCA_HTB.RATE64, Rate.BytesPerSecond);
        }

        if (RateWriter.IsWide(Ceiling))
        {
            request.WriteUInt64(TCA_HTB.CEIL64, Ceiling.BytesPerSecond);
        }

        request.WriteStructure(TCA_HTB.PARMS, new tc_htb_opt
        {
            rate = RateWriter.ToWire(Rate),
            ceil = RateWriter.ToWire(Ceiling),
            buffer = Rate.ToTicks(Burst ?? UsualBurst(Rate)),
            cbuffer = Ceiling.ToTicks(CeilingBurst ?? UsualBurst(Ceiling)),
            quantum = Quantum,
            prio = Priority,
        });
    }

    private static ulong UsualBurst(DataRate rate) => DefaultBurst + (rate.BytesPerSecond / 1_000_000_000);
}

/// <content>The class of the hierarchical token bucket.</content>
internal static partial class TrafficClassKind
{
    internal static readonly string HierarchicalTokenBucket = All.Register("htb", HierarchicalTokenBucketClass.Decode);
}
