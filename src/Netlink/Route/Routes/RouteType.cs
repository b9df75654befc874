namespace NetController.Netlink;

/// <summary>What happens to a packet that matches a route (<c>RTN_*</c>, linux/rtnetlink.h).</summary>
public enum RouteType : byte
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>Is sent to the gateway or link.</summary>
    Unicast = 1,

    /// <summary>Is for this host.</summary>
    Local = 2,

    /// <summary>Is broadcast.</summary>
    Broadcast = 3,

    /// <summary>Is for the nearest of several hosts.</summary>
    Anycast = 4,

    /// <summary>Is multicast.</summary>
    Multicast = 5,

    /// <summary>Is dropped silently.</summary>
    Blackhole = 6,

    /// <summary>Is answered as unreachable.</summary>
    Unreachable = 7,

    /// <summary>Is answered as prohibited.</summary>
    Prohibit = 8,

    /// <summary>Goes on to the next rule.</summary>
    Throw = 9,
}
