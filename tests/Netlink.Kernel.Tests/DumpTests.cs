using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class DumpTests : KernelTest
{
    [Test]
    public void A_list_made_while_links_come_and_go_is_complete()
    {
        for (var i = 0; i < 150; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}") { Group = 9 });
        }

        using var stop = new ManualResetEventSlim();
        using var other = RouteConnection.Open(Host.Namespace);
        var churn = new Thread(() =>
        {
            while (!stop.IsSet)
            {
                var made = other.CreateLink(new BridgeSpec("churn"));
                other.DeleteLink(made.Index);
            }
        });
        churn.Start();
        var interrupted = 0;
        for (var i = 0; i < 60; i++)
        {
            try
            {
                var names = Host.Route.ListLinks(new LinkFilter { Kind = "veth" }).Select(l => l.Name).ToList();
                Assert.That(names, Is.Unique);
                Assert.That(names, Has.Count.EqualTo(300));
            }
            catch (DumpInterruptedException)
            {
                interrupted++;
            }
        }

        stop.Set();
        churn.Join();
        TestContext.Out.WriteLine($"gave up {interrupted} of 60 times");
        Host.Route.DeleteLinkGroup(9);
        Assert.That(Host.Route.ListLinks(), Has.Length.EqualTo(1), "the connection is still in step");
    }

    [Test]
    public void The_kernel_does_interrupt_dumps_and_it_is_noticed()
    {
        for (var i = 0; i < 100; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}") { Group = 9 });
        }

        using var stop = new ManualResetEventSlim();
        using var other = RouteConnection.Open(Host.Namespace);
        var churn = new Thread(() =>
        {
            for (var i = 0; !stop.IsSet; i++)
            {
                other.CreateLink(new BridgeSpec($"c{i}") { Group = 9 });
            }
        });
        using var once = NetlinkSocket.Open(NetlinkProtocol.Route, Host.Namespace, new NetlinkSocketOptions { DumpAttempts = 1 });
        churn.Start();
        try
        {
            Assert.That(() => InterruptedWithin(once, 500), Is.True);
        }
        finally
        {
            stop.Set();
            churn.Join();
            Host.Route.DeleteLinkGroup(9);
        }
    }

    [Test]
    public void A_list_of_many_datagrams_is_complete()
    {
        for (var i = 0; i < 300; i++)
        {
            Host.Route.AddAddress(new LinkIndex(1), new System.Net.IPAddress([127, 1, (byte)(i / 250), (byte)(1 + (i % 250))]), 32);
        }

        Assert.That(Host.Route.ListAddresses(new AddressFilter { Family = System.Net.Sockets.AddressFamily.InterNetwork }), Has.Length.EqualTo(301));
    }

    private static bool InterruptedWithin(NetlinkSocket socket, int attempts)
    {
        for (var i = 0; i < attempts; i++)
        {
            using var request = socket.Begin(18, MessageFlags.None, "link show");
            request.WriteHeader(default(LinkHeader));
            try
            {
                socket.Dump<object>(request, static _ => null);
            }
            catch (DumpInterruptedException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>struct ifinfomsg, all zero.</summary>
    private readonly record struct LinkHeader(ulong First, ulong Second);
}
