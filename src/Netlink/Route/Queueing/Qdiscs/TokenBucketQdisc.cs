using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// The token bucket filter: lets a rate pass, with bursts, and holds back what comes faster; <c>tc qdisc add … tbf rate RATE burst BYTES limit BYTES</c> (tc-tbf(8)).
/// </summary>
/// <remarks>The kernel keeps a burst as a time, in steps of 64 ns at the rate: what is read may differ from what was asked for by that much, 8 bytes at 1 Gbit/s.</remarks>
public sealed record TokenBucketQdisc : QdiscOptions
{
    /// <summary>Begins with what is always needed.</summary>
    /// <param name="rate">The rate that passes.</param>
    /// <param name="burst">The bytes that pass at once after a pause; at least the longest packet, or that never passes.</param>
    /// <param name="limit">The bytes that may wait; what does not fit is dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is 0.</exception>
    public TokenBucketQdisc(DataRate rate, uint burst, uint limit)
        : base(QdiscKind.TokenBucket)
    {
        RateWriter.CheckRate(rate, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfZero(burst);
        ArgumentOutOfRangeException.ThrowIfZero(limit);
        Rate = rate;
        Burst = burst;
        Limit = limit;
    }

    // TCA_OPTIONS { TCA_TBF_PARMS TCA_TBF_RATE64 TCA_TBF_PRATE64 }
    private TokenBucketQdisc(ReadOnlySpan<byte> options)
        : base(QdiscKind.TokenBucket)
    {
        var parameters = default(tc_tbf_qopt);
        ulong? rate = null;
        ulong? peak = null;
        var attributes = new AttributeReader<TCA_TBF>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_TBF.PARMS: parameters = attributes.GetStructure<tc_tbf_qopt>(); break;
                case TCA_TBF.RATE64: rate = attributes.GetUInt64(); break;
                case TCA_TBF.PRATE64: peak = attributes.GetUInt64(); break;
            }
        }

        Rate = new DataRate(rate ?? parameters.rate.rate);
        Burst = Rate.ToBytes(parameters.buffer);
        Limit = parameters.limit;
        var peakRate = new DataRate(peak ?? parameters.peakrate.rate);
        if (peakRate.BytesPerSecond > 0)
        {
            PeakRate = peakRate;
            PeakBurst = peakRate.ToBytes(parameters.mtu);
        }
    }

    /// <summary>The rate that passes.</summary>
    public DataRate Rate { get; }

    /// <summary>The bytes that pass at once after a pause. <c>burst</c>.</summary>
    public uint Burst { get; }

    /// <summary>The bytes that may wait. <c>limit</c>.</summary>
    public uint Limit { get; }

    /// <summary>The rate at which a burst passes, or null for that of the link. <c>peakrate</c>.</summary>
    public DataRate? PeakRate { get; init; }

    /// <summary>The bytes that pass at once at the peak rate: at least the longest packet. <c>mtu</c>.</summary>
    public uint PeakBurst { get; init; }

    /// <summary>How long a packet waits at most. <c>latency</c>.</summary>
    public TimeSpan Latency => TimeSpan.FromSeconds(Limit > Burst && Rate.BytesPerSecond > 0 ? (double)(Limit - Burst) / Rate.BytesPerSecond : 0);

    /// <summary>A filter in which packets wait no longer than a certain time; <c>tc qdisc add … tbf rate RATE burst BYTES latency TIME</c>.</summary>
    /// <param name="rate">The rate that passes.</param>
    /// <param name="burst">The bytes that pass at once after a pause; at least the longest packet.</param>
    /// <param name="latency">The longest wait.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Rate or burst is 0, the time negative, or the queue would be longer than 4 GiB.</exception>
    public static TokenBucketQdisc ForLatency(DataRate rate, uint burst, TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        var limit = ((UInt128)rate.BytesPerSecond * (ulong)latency.Ticks / TimeSpan.TicksPerSecond) + burst;
        return limit <= uint.MaxValue
            ? new TokenBucketQdisc(rate, burst, (uint)limit)
            : throw new ArgumentOutOfRangeException(nameof(latency), latency, "The queue would be longer than the 4 GiB that the kernel can count.");
    }

    internal static TokenBucketQdisc Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Check()
    {
        if (PeakRate is { } peak && (peak.BytesPerSecond <= Rate.BytesPerSecond || PeakBurst == 0))
        {
            throw new ArgumentException($"A peak rate must exceed the rate of {Rate} and needs a peak burst.", nameof(PeakRate));
        }
    }

    internal override void Encode(MessageBuilder request)
    {
        request.WriteStructure(TCA_TBF.PARMS, new tc_tbf_qopt
        {
            rate = RateWriter.ToWire(Rate),
            peakrate = PeakRate is { } ceiling ? RateWriter.ToWire(ceiling) : default,
            limit = Limit,
            buffer = Rate.ToTicks(Burst),
            mtu = PeakRate?.ToTicks(PeakBurst) ?? 0,
        });
        if (RateWriter.IsWide(Rate))
        {
            request.WriteUInt64(TCA_TBF.RATE64, Rate.BytesPerSecond);
        }

        request.WriteUInt32(TCA_TBF.BURST, Burst);
        if (PeakRate is { } peak)
        {
            if (RateWriter.IsWide(peak))
            {
                request.WriteUInt64(TCA_TBF.PRATE64, peak.BytesPerSecond);
            }

            request.WriteUInt32(TCA_TBF.PBURST, PeakBurst);
        }
    }
}

/// <content>The token bucket filter.</content>
internal static partial class QdiscKind
{
    internal static readonly string TokenBucket = All.Register("tbf", TokenBucketQdisc.Decode);
}
