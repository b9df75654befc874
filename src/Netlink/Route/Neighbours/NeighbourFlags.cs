namespace NetController.Netlink;

/// <summary>Properties of an entry of the neighbour table or the forwarding database (<c>NTF_*</c>, linux/neighbour.h).</summary>
[Flags]
public enum NeighbourFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>In a request: act as if traffic had used the entry, so that it is resolved. <c>use</c>.</summary>
    Use = 0x01,

    /// <summary>Forwarding database: kept by the link itself. <c>self</c>.</summary>
    Self = 0x02,

    /// <summary>Forwarding database: kept by the link's bridge. <c>master</c>.</summary>
    Master = 0x04,

    /// <summary>This host answers for the neighbour. <c>proxy</c>.</summary>
    Proxy = 0x08,

    /// <summary>Learned and kept fresh by a program. <c>extern_learn</c>.</summary>
    ExternallyLearned = 0x10,

    /// <summary>Handed to the hardware.</summary>
    Offloaded = 0x20,

    /// <summary>Forwarding database: never moves to another port by learning. <c>sticky</c>.</summary>
    Sticky = 0x40,

    /// <summary>The neighbour is a router (IPv6). <c>router</c>.</summary>
    Router = 0x80,
}
