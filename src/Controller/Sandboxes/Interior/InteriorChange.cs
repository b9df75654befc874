using System.Globalization;

namespace NetController.Sandboxes.Interior;

/// <summary>A change to the inside of a sandbox.</summary>
/// <param name="Link">The interface that it concerns.</param>
/// <param name="Resource">The object, for reports of drift.</param>
/// <param name="Expected">What shall be there; null where nothing shall.</param>
/// <param name="Actual">What is there; null where nothing is.</param>
internal abstract record InteriorChange(string Link, string Resource, string? Expected, string? Actual)
{
    /// <summary>The command that would make the change inside.</summary>
    public abstract string Command { get; }

    /// <summary>The change that takes this one back; null where nothing needs to.</summary>
    public virtual InteriorChange? Inverse => null;

    public sealed override string ToString() => Command;

    protected static string Family(IPFamily family) => family == IPFamily.IPv6 ? "ip -6" : "ip";
}

internal sealed record AddAddress(string Link, InterfaceAddress Address) : InteriorChange(Link, $"address {Address} on {Link}", $"{Address}", null)
{
    public override string Command => $"ip address add {Address} dev {Link}{(Address.Family == IPFamily.IPv6 ? " nodad" : "")}";

    public override InteriorChange Inverse => new DeleteAddress(Link, Address);
}

internal sealed record DeleteAddress(string Link, InterfaceAddress Address) : InteriorChange(Link, $"address {Address} on {Link}", null, $"{Address}")
{
    public override string Command => $"ip address delete {Address} dev {Link}";

    public override InteriorChange Inverse => new AddAddress(Link, Address);
}

internal sealed record SetMtu(string Link, int Mtu, int Old) : InteriorChange(Link, $"link {Link}", $"mtu {Mtu}", $"mtu {Old}")
{
    public override string Command => string.Create(CultureInfo.InvariantCulture, $"ip link set dev {Link} mtu {Mtu}");

    public override InteriorChange? Inverse => Old == 0 ? null : new SetMtu(Link, Old, Mtu);
}

internal sealed record SetUp(string Link) : InteriorChange(Link, $"link {Link}", "up", "down")
{
    public override string Command => $"ip link set dev {Link} up";
}

internal sealed record WriteSysctl(string Link, string Path, string Value, string? Old) : InteriorChange(Link, $"sysctl {Path}", Value, Old)
{
    public override string Command => $"sysctl -w {Path}={Value}";

    public override InteriorChange? Inverse => Old is null ? null : new WriteSysctl(Link, Path, Old, Value);
}

internal sealed record AddRoute(string Link, StaticRoute Route) : InteriorChange(Link, $"route {Route.Destination} on {Link}", Text(Link, Route), null)
{
    public override string Command => $"{Family(Route.Destination.Family)} route add {Text(Link, Route)}";

    public override InteriorChange Inverse => new DeleteRoute(Link, Route);

    public static string Text(string link, StaticRoute route) => $"{route.Destination}{(route.Gateway is { } via ? $" via {via}" : "")} dev {link}";
}

internal sealed record DeleteRoute(string Link, StaticRoute Route)
    : InteriorChange(Link, $"route {Route.Destination} on {Link}", null, AddRoute.Text(Link, Route))
{
    public override string Command => $"{Family(Route.Destination.Family)} route delete {AddRoute.Text(Link, Route)}";

    public override InteriorChange Inverse => new AddRoute(Link, Route);
}

/// <summary>Sets a route in the place of the one that leads to the same destination, in one step.</summary>
internal sealed record ReplaceRoute(string Link, StaticRoute Route, string OldLink, StaticRoute Old)
    : InteriorChange(Link, $"route {Route.Destination} on {Link}", AddRoute.Text(Link, Route), AddRoute.Text(OldLink, Old))
{
    public override string Command => $"{Family(Route.Destination.Family)} route replace {AddRoute.Text(Link, Route)}";

    public override InteriorChange Inverse => new ReplaceRoute(OldLink, Old, Link, Route);
}

/// <summary>Sets the way to everywhere in the place of the old one, if any, in one step.</summary>
internal sealed record SetDefaultRoute(DefaultRoute Route, DefaultRoute? Old)
    : InteriorChange(Route.Link, "default route", Text(Route), Old is null ? null : Text(Old))
{
    public override string Command => $"{Family(Route.Gateway.Family())} route replace {Text(Route)}";

    public override InteriorChange Inverse => Old is null ? new DeleteDefaultRoute(Route) : new SetDefaultRoute(Old, Route);

    public static string Text(DefaultRoute route) => $"default via {route.Gateway} dev {route.Link}";
}

internal sealed record DeleteDefaultRoute(DefaultRoute Route) : InteriorChange(Route.Link, "default route", null, SetDefaultRoute.Text(Route))
{
    public override string Command => $"{Family(Route.Gateway.Family())} route delete {SetDefaultRoute.Text(Route)}";

    public override InteriorChange Inverse => new SetDefaultRoute(Route, null);
}
