using NetController.Netlink.Mirror;

namespace NetController.Netlink;

/// <content>Which route it is, whatever its state.</content>
public sealed partial record Route
{
    /// <summary>Compares routes without their state, which is <see cref="Flags"/>, except <see cref="RouteFlags.OnLink"/>, and <see cref="Expires"/>: by it a dictionary of routes finds the one that has changed.</summary>
    public static IEqualityComparer<Route> IdentityComparer => RouteIdentity.Comparer;
}
