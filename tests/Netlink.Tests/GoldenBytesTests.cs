using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Tests;

/// <summary>The bytes of each kind of request, in files that say what every line of them means.</summary>
public sealed class GoldenBytesTests
{
    private static readonly LinkIndex Two = new(2);
    private static readonly IPAddress V4 = IPAddress.Parse("10.1.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");

    internal static IEnumerable<(string Name, Action<RouteConnection> Act)> Requests()
    {
        var mac = HardwareAddress.Parse("02:42:0a:00:00:01");
        yield return ("link-get-by-name", static r => r.FindLink("eth0"));
        yield return ("link-get-by-index", static r => r.FindLink(Two));
        yield return ("link-list", static r => r.ListLinks());
        yield return ("link-list-filtered", static r => r.ListLinks(new LinkFilter { Kind = "veth", Master = Two }));
        yield return ("link-add-bridge", r => r.CreateLink(new BridgeSpec("br0")
        {
            Mtu = 1400, HardwareAddress = mac, Group = 7, TxQueueLength = 500, IsUp = true,
            Settings = new BridgeSettings
            {
                ForwardDelay = TimeSpan.FromSeconds(2), AgeingTime = TimeSpan.FromSeconds(300), SpanningTree = true, Priority = 4096, VlanFiltering = true,
                VlanDefaultPvid = 1, GroupForwardMask = 8, MulticastSnooping = false, CallIptables = true, CallIp6tables = true,
            },
        }));
        yield return ("link-add-veth", r => r.CreateLink(new VethSpec("ncv1", "eth0") { Mtu = 1400, Master = Two, IsUp = true, PeerHardwareAddress = mac }));
        yield return ("link-set", r => r.UpdateLink(Two, new LinkUpdate
        {
            IsUp = false, Mtu = 1300, HardwareAddress = mac, Master = LinkIndex.None, Alias = "x", Name = "new", Group = 5, TxQueueLength = 9,
        }));
        yield return ("link-set-bridge-and-port", static r => r.UpdateLink(Two, new LinkUpdate
        {
            Settings = new BridgeSettings { MulticastSnooping = true }, PortSettings = new BridgePortSettings { Hairpin = true, Isolated = true, Learning = false, UnicastFlood = false },
        }));
        yield return ("link-delete", static r => r.DeleteLink(Two));
        yield return ("link-delete-group", static r => r.DeleteLinkGroup(42));
        yield return ("address-add", static r => r.AddAddress(Two, V4, 16, new AddressOptions
        {
            Broadcast = IPAddress.Parse("10.1.255.255"), Label = "br0:x", NoPrefixRoute = true, Scope = RouteScope.Link, Peer = IPAddress.Parse("10.1.0.2"),
        }));
        yield return ("address-replace-v6", static r => r.ReplaceAddress(Two, V6, 64, new AddressOptions { NoDad = true }));
        yield return ("address-delete", static r => r.DeleteAddress(Two, V4, 16));
        yield return ("address-list", static r => r.ListAddresses(new AddressFilter { Link = Two, Family = AddressFamily.InterNetworkV6 }));
        yield return ("route-add", static r => r.AddRoute(new RouteSpec(IPNetwork.Parse("10.2.0.0/16"))
        {
            Gateway = V4, Link = Two, Source = V4, Metric = 50, Mtu = 1200, Protocol = RouteProtocol.Static, OnLink = true,
        }));
        yield return ("route-add-multipath", static r => r.AddRoute(RouteSpec.ToEverywhere(AddressFamily.InterNetwork) with
        {
            NextHops = ValueList.Create<RouteNextHop>([new RouteNextHop { Gateway = V4, Weight = 2 }, new RouteNextHop { Gateway = V6, Link = Two, Weight = 256 }]),
        }));
        yield return ("route-delete", static r => r.DeleteRoute(new RouteSpec(IPNetwork.Parse("fd00:2::/64")) { Table = new RouteTable(1000) }));
        yield return ("route-list", static r => r.ListRoutes(new RouteFilter
        {
            Family = AddressFamily.InterNetwork, Table = RouteTable.Main, Link = Two, Protocol = RouteProtocol.Kernel, Type = RouteType.Unicast,
        }));
        foreach (var request in LinkGoldens.Requests().Concat(RouteObjectRequests.All()))
        {
            yield return request;
        }
    }

    /// <summary>The bytes a request is sent as.</summary>
    internal static byte[] Encode(Action<RouteConnection> act)
    {
        var kernel = new FakeKernel();
        using var socket = kernel.Socket();
        using var route = new RouteConnection(socket);
        try
        {
            act(route);
        }
        catch (NetlinkProtocolException)
        {
            // The fake has no answer; the request is what matters.
        }

        return kernel.Sent[0];
    }

    [TestCaseSource(nameof(Names))]
    public void The_bytes_of_a_request_are_those_of_its_file(string name)
    {
        var act = Requests().Single(request => request.Name == name).Act;
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt");
        Assert.That(Hex(Encode(act)), Is.EqualTo(Hex(ReadGolden(path))));
    }

    internal static byte[] ReadGolden(string path) =>
    [
        .. File.ReadLines(path).SelectMany(static line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static digits => byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<string> Names() => Requests().Select(static request => request.Name);

    /// <summary>Four bytes a line, so that a difference shows where it is.</summary>
    private static string Hex(byte[] bytes) => string.Join('\n', bytes.Chunk(4).Select(static four => Convert.ToHexStringLower(four)));
}
