using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes.Interior;

/// <summary>What the inside of a sandbox shall hold, whatever the drivers that made its links.</summary>
/// <param name="Interfaces">The interfaces of its endpoints.</param>
internal sealed record InteriorPlan(ImmutableArray<InteriorInterface> Interfaces)
{
    public static InteriorPlan Empty { get; } = new([]);

    /// <summary>The way to everywhere over IPv4; null for none.</summary>
    public DefaultRoute? IPv4 { get; init; }

    /// <summary>The way to everywhere over IPv6; null for none.</summary>
    public DefaultRoute? IPv6 { get; init; }

    public DefaultRoute? Default(IPFamily family) => family == IPFamily.IPv4 ? IPv4 : IPv6;
}

/// <summary>One interface.</summary>
/// <param name="Name">Its name.</param>
internal sealed record InteriorInterface(string Name)
{
    /// <summary>Its addresses, link-local ones included.</summary>
    public ImmutableArray<InterfaceAddress> Addresses { get; init; } = [];

    /// <summary>Its MTU; null for whatever it has.</summary>
    public int? Mtu { get; init; }

    /// <summary>Its settings by path below <c>/proc/sys</c>, those of whether it has IPv6 first.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Sysctls { get; init; } = [];

    /// <summary>The setting that says whether it has IPv6.</summary>
    public string SwitchIPv6Path => SwitchIPv6PathOf(Name);

    /// <summary>Whether it goes without IPv6.</summary>
    public bool WithoutIPv6 { get; init; }

    /// <summary>Routes over it.</summary>
    public ImmutableArray<StaticRoute> Routes { get; init; } = [];

    /// <summary>The setting that says whether an interface has IPv6.</summary>
    public static string SwitchIPv6PathOf(string name) => $"net/ipv6/conf/{name}/disable_ipv6";
}

/// <summary>A way to everywhere.</summary>
/// <param name="Link">The interface.</param>
/// <param name="Gateway">The router.</param>
internal sealed record DefaultRoute(string Link, IPAddress Gateway);
