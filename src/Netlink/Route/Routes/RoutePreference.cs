namespace NetController.Netlink;

/// <summary>How much a router is liked among equals (RFC 4191; IPv6). <c>pref</c>.</summary>
public enum RoutePreference : byte
{
    /// <summary>The usual.</summary>
    Medium = 0,

    /// <summary>Before others.</summary>
    High = 1,

    /// <summary>After others.</summary>
    Low = 3,
}
