using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.Netlink.Conntrack;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Sockets that are opened inside a namespace and used from outside.</summary>
public sealed class NamespaceSocketTests : KernelTest
{
    [TestCase(AddressFamily.InterNetwork, "127.0.0.1")]
    [TestCase(AddressFamily.InterNetworkV6, "::1")]
    public async Task A_conversation_takes_place_inside_though_all_of_it_is_awaited_outside(AddressFamily family, string address)
    {
        using var listener = Host.Namespace.OpenSocket(family, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        listener.Listen();
        using var client = Host.Namespace.OpenSocket(family, SocketType.Stream, ProtocolType.Tcp);
        var accepting = listener.AcceptAsync();
        await client.ConnectAsync(listener.LocalEndPoint!).WaitAsync(TimeSpan.FromSeconds(10));
        using var accepted = await accepting;

        await client.SendAsync("hello"u8.ToArray());
        var buffer = new byte[10];
        var length = await accepted.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(Encoding.UTF8.GetString(buffer, 0, length), Is.EqualTo("hello"));
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Assert.That(Host.Run("ss -tlnH"), Does.Contain($":{port} "));
        Assert.That(HostProgram.Run("ss -tlnH"), Does.Not.Contain($":{port} "));
    }

    [Test]
    public void Several_are_opened_in_one_visit_and_bound_to_links_by_name()
    {
        Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true });
        var sockets = Host.Namespace.OpenSockets(
            new NamespaceSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Link = "a" },
            new NamespaceSocket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Link = "lo" },
            new NamespaceSocket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)IPAddress.HostToNetworkOrder((short)0x0806)),
            new NamespaceSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        try
        {
            sockets[0].Bind(new IPEndPoint(IPAddress.Any, 4000));
            Assert.That(Host.Run("ss -ulnH"), Does.Contain("0.0.0.0%a:4000"));
            Assert.That(sockets.Select(static s => s.AddressFamily), Is.EqualTo([AddressFamily.InterNetwork, AddressFamily.InterNetworkV6, AddressFamily.Packet, AddressFamily.Unix]));
            Assert.That(Host.Run("ss -0lnH"), Does.Contain("arp").Or.Contain("[2054]"), "the ethertype of ARP");
        }
        finally
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }
        }
    }

    [Test]
    public void All_are_opened_or_none()
    {
        var good = new NamespaceSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Assert.Multiple(() =>
        {
            Assert.That(() => Host.Namespace.OpenSockets(good, good with { Protocol = ProtocolType.Tcp }), Throws.TypeOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ProtocolNotSupported));
            Assert.That(() => Host.Namespace.OpenSockets(good, good with { Link = "absent" }), Throws.InstanceOf<SocketException>());
            Assert.That(() => Host.Namespace.OpenSocket(AddressFamily.Ipx, SocketType.Dgram, ProtocolType.Unspecified), Throws.ArgumentException.With.Message.Contains("Ipx"));
            Assert.That(() => good with { Link = "sixteen-bytes-xx" }, Throws.ArgumentException);
        });
    }

    [Test]
    public void A_socket_keeps_its_namespace_alive_after_its_file_and_object_are_gone()
    {
        var path = Host.Path + "-short";
        Socket socket;
        using (var made = NetworkNamespace.CreateAt(path))
        {
            socket = made.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        }

        NetworkNamespace.DeleteAt(path);
        using (socket)
        {
            Assert.That(() => socket.SendTo([1], new IPEndPoint(IPAddress.Loopback, 9)), Throws.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.NetworkUnreachable), "its lo is down");
        }
    }

    [Test]
    public async Task No_thread_stays_inside_after_heavy_use_of_all_that_enters()
    {
        // A pause lets the runtime retire its idle threads, so that a visit would be the one to bring them back.
        await Task.Delay(5000);
        var folder = Path.GetDirectoryName(Host.Path)!;
        var sandbox = NewNamespace();
        using var watcher = ConntrackWatcher.Open(ConntrackGroups.All, Host.Namespace);
        var reading = Task.Run(async () =>
        {
            await foreach (var _ in watcher.ReadAllAsync())
            {
            }
        });
        for (var i = 0; i < 100; i++)
        {
            await Converse(i);
            using var route = RouteConnection.Open(sandbox.Namespace);
            using var conntrack = ConntrackConnection.Open(Host.Namespace);
            _ = conntrack.ListFlows();
            _ = route.EnsureNamespaceId(Host.Namespace);
            _ = route.FindNamedNamespace(0, folder);
            sandbox.Namespace.WriteSysctl(new SysctlPath("net/ipv4/ip_forward"), "1");
            using var descriptor = NetworkNamespace.OpenProcess(Environment.ProcessId);
            using var temporary = NetworkNamespace.CreateAt(Host.Path + "-temporary");
            NetworkNamespace.DeleteAt(temporary.Path!);
            if (i % 10 == 0)
            {
                GC.Collect();
                ThreadAudit.AssertAllThreadsInHostNamespace();
            }
        }

        watcher.Dispose();
        await reading;
        ThreadAudit.AssertAllThreadsInHostNamespace();
    }

    private async Task Converse(int number)
    {
        var sockets = Host.Namespace.OpenSockets(
            new NamespaceSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new NamespaceSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var receiver = sockets[0];
        using var sender = sockets[1];
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var buffer = new byte[1];
        var receiving = receiver.ReceiveAsync(buffer);
        await sender.SendToAsync(new[] { (byte)number }, receiver.LocalEndPoint!);
        Assert.That(await receiving.WaitAsync(TimeSpan.FromSeconds(10)), Is.EqualTo(1));
        Assert.That(buffer[0], Is.EqualTo((byte)number));
    }
}
