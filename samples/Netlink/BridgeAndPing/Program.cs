// Makes two network namespaces, connects them by a bridge in a third, and has one ping the other. Run it as root or under "unshare -rmn".
using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using NetController.Netlink;

[assembly: SupportedOSPlatform("linux")]

var folder = Directory.CreateTempSubdirectory("bridge-and-ping-").FullName;
var paths = new[] { "host", "left", "right" }.ToDictionary(name => name, name => Path.Combine(folder, name));
try
{
    // "ip netns add", but in a folder of our own. A namespace stays until it is deleted by its path.
    using var host = NetworkNamespace.CreateAt(paths["host"]);
    using var left = NetworkNamespace.CreateAt(paths["left"]);
    using var right = NetworkNamespace.CreateAt(paths["right"]);

    // ip -n host link add br0 up type bridge
    using var route = RouteConnection.Open(host);
    var bridge = route.CreateLink(new BridgeSpec("br0") { IsUp = true });

    Attach("left0", left, IPAddress.Parse("10.20.0.1"));
    Attach("right0", right, IPAddress.Parse("10.20.0.2"));

    foreach (var link in route.ListLinks())
    {
        Console.WriteLine($"host: {link.Index.Value} {link.Name} {link.Kind}");
    }

    var ping = Process.Start("nsenter", [$"--net={paths["left"]}", "ping", "-c", "3", "-i", "0.2", "-W", "2", "10.20.0.2"]);
    ping.WaitForExit();
    return ping.ExitCode;

    // A cable from the bridge into a namespace: the far end is made right where it is to be, under its final name.
    void Attach(string name, NetworkNamespace sandbox, IPAddress address)
    {
        route.CreateLink(new VethSpec(name, "eth0") { PeerNamespace = sandbox, Master = bridge.Index, IsUp = true });

        using var inside = RouteConnection.Open(sandbox);
        var link = inside.FindLink("eth0")!;
        inside.AddAddress(link.Index, address, prefixLength: 24);
        inside.UpdateLink(link.Index, new LinkUpdate { IsUp = true });
    }
}
finally
{
    foreach (var path in paths.Values)
    {
        NetworkNamespace.DeleteAt(path);
    }

    Directory.Delete(folder);
}
