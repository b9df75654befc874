using System.Text;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What connections over a route begin with; null leaves it to the kernel. The words are those of <c>ip route</c> (ip-route(8)).</summary>
public sealed record RouteMetrics
{
    /// <summary>RTAX_FEATURE_ECN, linux/rtnetlink.h.</summary>
    internal const uint EcnFeature = 1;

    /// <summary>The longest name of an algorithm in bytes: TCP_CA_NAME_MAX without the terminating zero.</summary>
    private const int LongestAlgorithm = 15;

    internal static readonly RouteMetrics None = new();

    /// <summary>The metrics that what the kernel learns does not change. <c>lock</c>.</summary>
    public RouteMetricKinds Locked { get; init; }

    /// <summary>The longest packet in bytes. <c>mtu</c>.</summary>
    public int? Mtu { get; init; }

    /// <summary>The largest window that TCP advertises, in bytes. <c>window</c>.</summary>
    public uint? Window { get; init; }

    /// <summary>The first estimate of the round trip, in whole milliseconds. <c>rtt</c>.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>The first estimate of its variance, in whole milliseconds. <c>rttvar</c>.</summary>
    public TimeSpan? RoundTripTimeVariance { get; init; }

    /// <summary>The first slow start threshold, in segments. <c>ssthresh</c>.</summary>
    public uint? SlowStartThreshold { get; init; }

    /// <summary>The largest congestion window, in segments; holds only when locked. <c>cwnd</c>.</summary>
    public uint? CongestionWindow { get; init; }

    /// <summary>The largest segment that TCP advertises, in bytes. <c>advmss</c>.</summary>
    public uint? AdvertisedSegmentSize { get; init; }

    /// <summary>The first estimate of how far packets overtake each other. <c>reordering</c>.</summary>
    public uint? Reordering { get; init; }

    /// <summary>The hop limit of what is sent, up to 255. <c>hoplimit</c>.</summary>
    public uint? HopLimit
    {
        get;
        init => field = value > byte.MaxValue ? throw new ArgumentOutOfRangeException(nameof(HopLimit), value, "A hop limit is at most 255.") : value;
    }

    /// <summary>The congestion window that connections begin with, in segments. <c>initcwnd</c>.</summary>
    public uint? InitialCongestionWindow { get; init; }

    /// <summary>Whether to ask for explicit congestion notification. <c>features ecn</c>.</summary>
    public bool UsesEcn { get; init; }

    /// <summary>The shortest time after which TCP sends again, in whole milliseconds. <c>rto_min</c>. It holds only when locked, so it is always sent as such, and listed so.</summary>
    public TimeSpan? MinimumRetransmissionTimeout { get; init; }

    /// <summary>The receive window that connections begin with, in segments. <c>initrwnd</c>.</summary>
    public uint? InitialReceiveWindow { get; init; }

    /// <summary>Whether to acknowledge at once. <c>quickack</c>.</summary>
    public bool? QuickAcknowledgement { get; init; }

    /// <summary>The congestion control algorithm, for example <c>cubic</c>; 1 to 15 bytes. <c>congctl</c>.</summary>
    public string? CongestionControl
    {
        get;
        init => field = value is not null && (value.Length == 0 || Encoding.UTF8.GetByteCount(value) > LongestAlgorithm)
            ? throw new ArgumentException($"\"{value}\" names no congestion control algorithm: such a name has 1 to {LongestAlgorithm} bytes.", nameof(CongestionControl))
            : value;
    }

    /// <summary>Whether TCP Fast Open needs no cookie. <c>fastopen_no_cookie</c>.</summary>
    public bool? FastOpenWithoutCookie { get; init; }

    // RTA_METRICS { RTAX_LOCK RTAX_MTU … }
    internal static RouteMetrics Decode(AttributeReader<RTAX> metrics)
    {
        var read = None;
        while (metrics.Read())
        {
            read = metrics.Type switch
            {
                RTAX.LOCK => read with { Locked = (RouteMetricKinds)metrics.GetUInt32() },
                RTAX.MTU => read with { Mtu = metrics.GetInt32() },
                RTAX.WINDOW => read with { Window = metrics.GetUInt32() },
                RTAX.RTT => read with { RoundTripTime = TimeSpan.FromMilliseconds(metrics.GetUInt32() / RouteMetricsWriter.RoundTripSteps) },
                RTAX.RTTVAR => read with { RoundTripTimeVariance = TimeSpan.FromMilliseconds(metrics.GetUInt32() / RouteMetricsWriter.VarianceSteps) },
                RTAX.SSTHRESH => read with { SlowStartThreshold = metrics.GetUInt32() },
                RTAX.CWND => read with { CongestionWindow = metrics.GetUInt32() },
                RTAX.ADVMSS => read with { AdvertisedSegmentSize = metrics.GetUInt32() },
                RTAX.REORDERING => read with { Reordering = metrics.GetUInt32() },
                RTAX.HOPLIMIT => read with { HopLimit = Math.Min(metrics.GetUInt32(), byte.MaxValue) },
                RTAX.INITCWND => read with { InitialCongestionWindow = metrics.GetUInt32() },
                RTAX.FEATURES => read with { UsesEcn = (metrics.GetUInt32() & EcnFeature) != 0 },
                RTAX.RTO_MIN => read with { MinimumRetransmissionTimeout = TimeSpan.FromMilliseconds(metrics.GetUInt32()) },
                RTAX.INITRWND => read with { InitialReceiveWindow = metrics.GetUInt32() },
                RTAX.QUICKACK => read with { QuickAcknowledgement = metrics.GetUInt32() != 0 },
                RTAX.CC_ALGO => read with { CongestionControl = ReadAlgorithm(metrics) },
                RTAX.FASTOPEN_NO_COOKIE => read with { FastOpenWithoutCookie = metrics.GetUInt32() != 0 },
                _ => read,
            };
        }

        return read;
    }

    private static string ReadAlgorithm(AttributeReader<RTAX> metrics)
    {
        var name = metrics.GetString();
        return name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= LongestAlgorithm
            ? name
            : throw new NetlinkProtocolException($"attribute RTAX_CC_ALGO holds the name \"{name}\"");
    }
}
