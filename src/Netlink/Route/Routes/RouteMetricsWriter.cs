using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes <c>RTA_METRICS { RTAX_LOCK RTAX_MTU … }</c>, what is set only.</summary>
internal static class RouteMetricsWriter
{
    /// <summary>The kernel keeps the round trip in eighths of a millisecond.</summary>
    internal const uint RoundTripSteps = 8;

    /// <summary>The kernel keeps its variance in quarters of a millisecond.</summary>
    internal const uint VarianceSteps = 4;

    internal static void Write(MessageBuilder request, RouteMetrics metrics)
    {
        using var scope = request.Nest(RTA.METRICS);
        var locked = metrics.Locked | (metrics.MinimumRetransmissionTimeout is null ? RouteMetricKinds.None : RouteMetricKinds.MinimumRetransmissionTimeout);
        WriteNumber(request, RTAX.LOCK, locked is RouteMetricKinds.None ? null : (uint)locked);
        WriteNumber(request, RTAX.MTU, (uint?)metrics.Mtu);
        WriteNumber(request, RTAX.WINDOW, metrics.Window);
        WriteTime(request, RTAX.RTT, metrics.RoundTripTime, RoundTripSteps);
        WriteTime(request, RTAX.RTTVAR, metrics.RoundTripTimeVariance, VarianceSteps);
        WriteNumber(request, RTAX.SSTHRESH, metrics.SlowStartThreshold);
        WriteNumber(request, RTAX.CWND, metrics.CongestionWindow);
        WriteNumber(request, RTAX.ADVMSS, metrics.AdvertisedSegmentSize);
        WriteNumber(request, RTAX.REORDERING, metrics.Reordering);
        WriteNumber(request, RTAX.HOPLIMIT, metrics.HopLimit);
        WriteNumber(request, RTAX.INITCWND, metrics.InitialCongestionWindow);
        WriteNumber(request, RTAX.FEATURES, metrics.UsesEcn ? RouteMetrics.EcnFeature : null);
        WriteTime(request, RTAX.RTO_MIN, metrics.MinimumRetransmissionTimeout, 1);
        WriteNumber(request, RTAX.INITRWND, metrics.InitialReceiveWindow);
        WriteSwitch(request, RTAX.QUICKACK, metrics.QuickAcknowledgement);
        if (metrics.CongestionControl is { } algorithm)
        {
            request.WriteString(RTAX.CC_ALGO, algorithm);
        }

        WriteSwitch(request, RTAX.FASTOPEN_NO_COOKIE, metrics.FastOpenWithoutCookie);
    }

    private static void WriteNumber(MessageBuilder request, RTAX attribute, uint? value)
    {
        if (value is { } number)
        {
            request.WriteUInt32(attribute, number);
        }
    }

    private static void WriteSwitch(MessageBuilder request, RTAX attribute, bool? value)
    {
        if (value is { } on)
        {
            request.WriteUInt32(attribute, on ? 1u : 0u);
        }
    }

    private static void WriteTime(MessageBuilder request, RTAX attribute, TimeSpan? value, uint steps)
    {
        if (value is { } time)
        {
            request.WriteUInt32(attribute, checked((uint)(time.Ticks / TimeSpan.TicksPerMillisecond * steps)));
        }
    }
}
