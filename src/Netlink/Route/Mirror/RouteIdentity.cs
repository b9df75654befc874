using System.Diagnostics.CodeAnalysis;

namespace NetController.Netlink.Mirror;

/// <summary>Routes are the same where they differ in nothing but their state: whether their link has a carrier, and the time they have left.</summary>
internal sealed class RouteIdentity : IEqualityComparer<Route>
{
    internal static readonly RouteIdentity Comparer = new();

    public bool Equals(Route? x, Route? y) => x is null ? y is null : y is not null && WithoutState(x).Equals(WithoutState(y));

    public int GetHashCode([DisallowNull] Route obj) => WithoutState(obj).GetHashCode();

    private static Route WithoutState(Route route) =>
        route.Flags is RouteFlags.None or RouteFlags.OnLink && route.Expires is null ? route : route with { Flags = route.Flags & RouteFlags.OnLink, Expires = null };
}
