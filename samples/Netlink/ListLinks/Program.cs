// Lists the links of the namespace it runs in, as "ip -br link" does. Needs no privileges.
using System.Runtime.Versioning;
using NetController.Netlink;

[assembly: SupportedOSPlatform("linux")]

using var route = RouteConnection.Open();

foreach (var link in route.ListLinks())
{
    var words = link.Flags.ToString().ToUpperInvariant().Replace(" ", "");
    Console.WriteLine($"{link.Name,-16} {link.OperationalState.ToString().ToUpperInvariant(),-14} {link.HardwareAddress} <{words}>{Master(link)}");
}

// A link refers to others by number: names change, numbers do not.
string Master(Link link) => link.Master is { } master ? $" on {route.GetLink(master).Name}" : "";
