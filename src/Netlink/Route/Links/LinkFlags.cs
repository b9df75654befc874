namespace NetController.Netlink;

/// <summary>State of a link (<c>IFF_*</c>, linux/if.h, netdevice(7)); the words in angle brackets of <c>ip link</c>.</summary>
[Flags]
public enum LinkFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Switched on by an administrator.</summary>
    Up = 0x1,

    /// <summary>Can broadcast.</summary>
    Broadcast = 0x2,

    /// <summary>Its driver is being debugged.</summary>
    Debug = 0x4,

    /// <summary>Is a loopback.</summary>
    Loopback = 0x8,

    /// <summary>Connects two ends only.</summary>
    PointToPoint = 0x10,

    /// <summary>Uses no trailers.</summary>
    NoTrailers = 0x20,

    /// <summary>Is operational.</summary>
    Running = 0x40,

    /// <summary>Does not resolve addresses.</summary>
    NoArp = 0x80,

    /// <summary>Receives everything.</summary>
    Promiscuous = 0x100,

    /// <summary>Receives all multicast.</summary>
    AllMulticast = 0x200,

    /// <summary>Leads other links, as a bond does.</summary>
    Master = 0x400,

    /// <summary>Is led by another link, as a port of a bond is.</summary>
    Slave = 0x800,

    /// <summary>Can multicast.</summary>
    Multicast = 0x1000,

    /// <summary>Can choose between media.</summary>
    PortSelect = 0x2000,

    /// <summary>Chooses its medium itself.</summary>
    AutoMedia = 0x4000,

    /// <summary>Loses its addresses when it goes down.</summary>
    Dynamic = 0x8000,

    /// <summary>The physical layer has a carrier.</summary>
    LowerUp = 0x10000,

    /// <summary>Waits for an event, such as authentication.</summary>
    Dormant = 0x20000,

    /// <summary>Echoes what it sends, as CAN does.</summary>
    Echo = 0x40000,
}
