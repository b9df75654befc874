namespace NetController.Netlink;

/// <summary>How far a destination or address reaches (<c>RT_SCOPE_*</c>, linux/rtnetlink.h); smaller numbers reach farther.</summary>
public enum RouteScope : byte
{
    /// <summary>Everywhere.</summary>
    Global = 0,

    /// <summary>This site (IPv6, deprecated).</summary>
    Site = 200,

    /// <summary>The link.</summary>
    Link = 253,

    /// <summary>This host.</summary>
    Host = 254,

    /// <summary>Nowhere; in a deletion, any.</summary>
    Nowhere = 255,
}
