// Tells what happens to links and addresses, as "ip monitor link address" does, and keeps a picture of them that is never wrong for long.
//   Watch [COUNT]    ends after so many events
using System.Globalization;
using System.Runtime.Versioning;
using NetController.Netlink;

[assembly: SupportedOSPlatform("linux")]

var left = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : int.MaxValue;

// The mirror subscribes first and lists then, so nothing is missed in between; when the kernel has to drop events, it lists again by itself.
using var mirror = RouteMirror.Open(RouteGroups.Links | RouteGroups.Addresses);
Console.WriteLine($"watching {mirror.Links.Count} links");

await foreach (var change in mirror.FollowAsync())
{
    Console.WriteLine(change switch
    {
        RouteEvent.LinkChanged(var link) => $"link {link.Name} is {(link.IsUp ? "up" : "down")}",
        RouteEvent.LinkDeleted(var link) => $"link {link.Name} is gone",
        RouteEvent.AddressChanged(var address) => $"address {address.Address}/{address.PrefixLength} on {NameOf(address.Link)}",
        RouteEvent.AddressDeleted(var address) => $"address {address.Address}/{address.PrefixLength} is gone from {NameOf(address.Link)}",
        _ => change.ToString(),
    });
    if (--left == 0)
    {
        break;
    }
}

string NameOf(LinkIndex index) => mirror.Links.TryGetValue(index, out var link) ? link.Name : index.ToString();
