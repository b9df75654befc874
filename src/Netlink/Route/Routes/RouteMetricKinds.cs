namespace NetController.Netlink;

/// <summary>Metrics of a route that are not to be changed by what the kernel learns; <c>lock</c>. The bits are those of <c>RTAX_LOCK</c>, linux/rtnetlink.h.</summary>
[Flags]
public enum RouteMetricKinds : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="RouteMetrics.Mtu"/>: not lowered by path MTU discovery.</summary>
    Mtu = 1 << 2,

    /// <summary><see cref="RouteMetrics.Window"/>.</summary>
    Window = 1 << 3,

    /// <summary><see cref="RouteMetrics.RoundTripTime"/>.</summary>
    RoundTripTime = 1 << 4,

    /// <summary><see cref="RouteMetrics.RoundTripTimeVariance"/>.</summary>
    RoundTripTimeVariance = 1 << 5,

    /// <summary><see cref="RouteMetrics.SlowStartThreshold"/>.</summary>
    SlowStartThreshold = 1 << 6,

    /// <summary><see cref="RouteMetrics.CongestionWindow"/>.</summary>
    CongestionWindow = 1 << 7,

    /// <summary><see cref="RouteMetrics.AdvertisedSegmentSize"/>.</summary>
    AdvertisedSegmentSize = 1 << 8,

    /// <summary><see cref="RouteMetrics.Reordering"/>.</summary>
    Reordering = 1 << 9,

    /// <summary><see cref="RouteMetrics.HopLimit"/>.</summary>
    HopLimit = 1 << 10,

    /// <summary><see cref="RouteMetrics.MinimumRetransmissionTimeout"/>.</summary>
    MinimumRetransmissionTimeout = 1 << 13,

    /// <summary><see cref="RouteMetrics.CongestionControl"/>.</summary>
    CongestionControl = 1 << 16,
}
