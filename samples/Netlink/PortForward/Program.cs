// Publishes a port of one namespace on the address of another by nf_tables, as "docker run -p 8080:80" does, and calls it from a third.
// Run it as root or under "unshare -rmn".
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using NetController.Netlink;
using NetController.Netlink.NfTables;

[assembly: SupportedOSPlatform("linux")]

var folder = Directory.CreateTempSubdirectory("port-forward-").FullName;
var paths = new[] { "host", "server", "client" }.ToDictionary(name => name, name => Path.Combine(folder, name));
try
{
    using var host = NetworkNamespace.CreateAt(paths["host"]);
    using var server = NetworkNamespace.CreateAt(paths["server"]);
    using var client = NetworkNamespace.CreateAt(paths["client"]);
    using var route = RouteConnection.Open(host);

    Cable("to-server", "10.30.0.1", server, "10.30.0.2");
    Cable("to-client", "192.0.2.1", client, "192.0.2.2");
    host.WriteSysctl(new SysctlPath("net/ipv4/ip_forward"), "1");

    // One transaction: everything is in force when it returns, or nothing is.
    using var nft = NftConnection.Open(host);
    var table = new NftTable(NftFamily.Inet, "forward");
    var published = new NftSet(table.Reference, "published", NftDataType.InetService)
    {
        DataType = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService),
    };
    var prerouting = new NftChain(table.Reference, "prerouting")
    {
        Base = new NftBaseChain(NftChainType.Nat, NftHook.Prerouting, NftPriority.DestinationNat),
    };
    using (var transaction = nft.BeginTransaction())
    {
        transaction.AddTable(table);
        transaction.AddSet(published);
        transaction.AddChain(prerouting);

        // A rule that never changes: further ports are further elements of the map.
        transaction.AddRule(new NftRule(table.Reference, prerouting.Name,
        [
            .. NftMatch.DestinationType(RouteType.Local),
            .. NftMatch.TransportProtocol(IpProtocol.Tcp),
            .. NftStatement.DestinationNat(published, NftField.DestinationPort),
        ])
        {
            Comment = "published ports",
        });
        transaction.AddElement(published, new NftElement(NftValue.FromPort(8080))
        {
            Data = NftValue.Concatenate(NftValue.FromAddress(IPAddress.Parse("10.30.0.2")), NftValue.FromPort(80)),
        });
        transaction.Commit();
    }

    // The same as "nft list ruleset", and what "nft -f" would take.
    Console.Write(nft.ReadRuleset());

    // A socket lives in the namespace that it was opened in, whoever uses it.
    using var listener = server.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    listener.Bind(new IPEndPoint(IPAddress.Any, 80));
    listener.Listen();
    using var caller = client.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    var calling = caller.ConnectAsync(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8080));
    using var accepted = await listener.AcceptAsync().WaitAsync(TimeSpan.FromSeconds(5));
    await calling.WaitAsync(TimeSpan.FromSeconds(5));
    Console.WriteLine($"192.0.2.1:8080 was answered by {accepted.LocalEndPoint}, which was called by {accepted.RemoteEndPoint}");
    return accepted.LocalEndPoint is IPEndPoint { Port: 80 } ? 0 : 1;

    // A cable between the host and another namespace, with an address at each end and a way back.
    void Cable(string name, string near, NetworkNamespace far, string farAddress)
    {
        var link = route.CreateLink(new VethSpec(name, "eth0") { PeerNamespace = far, IsUp = true });
        route.AddAddress(link.Index, IPAddress.Parse(near), prefixLength: 24);

        using var inside = RouteConnection.Open(far);
        var eth0 = inside.FindLink("eth0") ?? throw new UnreachableException();
        inside.AddAddress(eth0.Index, IPAddress.Parse(farAddress), prefixLength: 24);
        inside.UpdateLink(eth0.Index, new LinkUpdate { IsUp = true });
        inside.AddRoute(RouteSpec.ToEverywhere(AddressFamily.InterNetwork) with { Gateway = IPAddress.Parse(near) });
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
