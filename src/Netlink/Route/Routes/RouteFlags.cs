namespace NetController.Netlink;

/// <summary>State of a route (<c>RTNH_F_*</c> and <c>RTM_F_*</c>, linux/rtnetlink.h).</summary>
[Flags]
public enum RouteFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Its link is down. <c>dead</c>.</summary>
    Dead = 0x01,

    /// <summary>Its gateway is looked up in turn. <c>pervasive</c>.</summary>
    Pervasive = 0x02,

    /// <summary>Its gateway counts as reachable on the link. <c>onlink</c>.</summary>
    OnLink = 0x04,

    /// <summary>Handed to the hardware. <c>offload</c>.</summary>
    Offload = 0x08,

    /// <summary>Its link has no carrier. <c>linkdown</c>.</summary>
    LinkDown = 0x10,

    /// <summary>A multicast route that is not resolved yet. <c>unresolved</c>.</summary>
    Unresolved = 0x20,

    /// <summary>The hardware hands such packets to the kernel. <c>trap</c>.</summary>
    Trap = 0x40,

    /// <summary>Made from another route for one destination. <c>cache</c>.</summary>
    Cloned = 0x200,

    /// <summary>From a prefix of a router advertisement.</summary>
    Prefix = 0x800,
}
