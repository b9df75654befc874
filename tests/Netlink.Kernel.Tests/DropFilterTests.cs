using System.Net;
using System.Net.Sockets;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class DropFilterTests : KernelTest
{
    [Test]
    public void A_socket_with_the_filter_takes_nothing_and_its_neighbour_does()
    {
        using var filter = new DropFilter();
        var sockets = Host.Namespace.OpenSockets(Udp, Udp, Udp);
        var (deaf, hearing, sender) = (sockets[0], sockets[1], sockets[2]);
        filter.AttachTo(deaf);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 1000));
        hearing.Bind(new IPEndPoint(IPAddress.Loopback, 1001));

        sender.SendTo([1], new IPEndPoint(IPAddress.Loopback, 1000));
        sender.SendTo([2], new IPEndPoint(IPAddress.Loopback, 1001));

        Assert.That(hearing.Poll(1_000_000, SelectMode.SelectRead), Is.True);
        Assert.That(deaf.Poll(0, SelectMode.SelectRead), Is.False, "what was sent before has arrived by now");
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    [Test]
    public void A_socket_keeps_the_filter_when_it_is_disposed()
    {
        var filter = new DropFilter();
        var sockets = Host.Namespace.OpenSockets(Udp, Udp);
        filter.AttachTo(sockets[0]);
        filter.Dispose();
        sockets[0].Bind(new IPEndPoint(IPAddress.Loopback, 1000));

        sockets[1].SendTo([1], new IPEndPoint(IPAddress.Loopback, 1000));

        Assert.That(sockets[0].Poll(50_000, SelectMode.SelectRead), Is.False);
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    private static NamespaceSocket Udp => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
}
