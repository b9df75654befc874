using System.Diagnostics;
using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class CostTests : KernelTest
{
    [Test]
    public void A_request_and_its_acknowledgement_allocate_nothing()
    {
        var link = new LinkIndex(1);
        var update = new LinkUpdate { IsUp = true };
        Assert.That(BytesPer(200, () => Host.Route.UpdateLink(link, update)), Is.Zero);
    }

    [Test]
    public void Looking_up_a_link_that_is_absent_allocates_nothing() =>
        Assert.That(BytesPer(200, () => Host.Route.FindLink("absent")), Is.Zero);

    [Test]
    public void Looking_up_a_link_allocates_the_link_only() =>
        Assert.That(BytesPer(200, () => Host.Route.GetLink(new LinkIndex(1))), Is.LessThanOrEqualTo(320));

    [Test]
    public void Listing_links_allocates_the_links_only()
    {
        for (var i = 0; i < 100; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}"));
        }

        // A veth is its object of 128 bytes, its name of 32 and its place in the list.
        var plain = BytesPer(50, () => Host.Route.ListLinks()) / 201;
        var whole = BytesPer(50, () => Host.Route.ListLinks(null, LinkParts.All)) / 201;
        TestContext.Out.WriteLine($"{plain} bytes a link, {whole} with details and counters");
        Assert.That(plain, Is.LessThanOrEqualTo(168));
        Assert.That(whole, Is.GreaterThan(plain + 200), "the counters alone are 200 bytes");
    }

    [Test]
    public void Adding_and_removing_an_address_allocates_nothing()
    {
        var address = IPAddress.Parse("127.0.0.9");
        Assert.That(BytesPer(200, () =>
        {
            Host.Route.AddAddress(new LinkIndex(1), address, 32);
            Host.Route.DeleteAddress(new LinkIndex(1), address, 32);
        }), Is.Zero);
    }

    [Test]
    public void Listing_routes_allocates_the_routes_only()
    {
        const int Count = 2000;
        for (var i = 0; i < Count; i++)
        {
            Host.Route.AddRoute(new RouteSpec(new IPNetwork(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), 32)) { Link = new LinkIndex(1) });
        }

        // The route, its address, and its place in the list; 600 bytes for the rest.
        Assert.That(BytesPer(20, () => Host.Route.ListRoutes(new RouteFilter { Table = RouteTable.Main })), Is.LessThanOrEqualTo((Count * 144) + 600));
    }

    [Test]
    [Category("Exhaustive")]
    public void Times_are_printed_for_reference()
    {
        var address = IPAddress.Parse("127.0.0.9");
        Print("GETLINK by index", 1000, () => Host.Route.GetLink(new LinkIndex(1)));
        Print("link set up (ack)", 1000, () => Host.Route.UpdateLink(new LinkIndex(1), new LinkUpdate { IsUp = true }));
        Print("address add + delete", 400, () =>
        {
            Host.Route.AddAddress(new LinkIndex(1), address, 32);
            Host.Route.DeleteAddress(new LinkIndex(1), address, 32);
        });
        Print("open + close connection in namespace", 200, () => RouteConnection.Open(Host.Namespace).Dispose());
        var number = 0;
        Print("bridge create, with alias", 100, () => Host.Route.CreateLink(new BridgeSpec($"br{number++}") { Alias = "x", IsUp = true, Group = 3 }));
        Print("list 100 links", 100, () => Host.Route.ListLinks());
        Host.Route.DeleteLinkGroup(3);
    }

    private static long BytesPer(int count, Action act)
    {
        for (var i = 0; i < 100; i++)
        {
            act();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
        {
            act();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static void Print(string what, int count, Action act)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        TestContext.Out.WriteLine($"{what}: min {times[0]:F1} median {times[count / 2]:F1} us");
    }
}
