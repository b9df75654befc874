using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Sockets that are opened and bound inside a namespace in one visit.</summary>
public sealed class BindSocketsTests : KernelTest
{
    [Test]
    public void Sockets_of_all_kinds_hold_their_ports_inside_the_namespace_until_they_are_disposed()
    {
        var sockets = Host.Namespace.BindSockets(
            Tcp("0.0.0.0", 8080),
            Tcp("::", 8080),
            Tcp("127.0.0.1", 8081),
            new SocketBinding(IPAddress.IPv6Loopback, 53, SocketType.Dgram, ProtocolType.Udp));

        Assert.Multiple(() =>
        {
            Assert.That(Host.Run("ss -tulnH | tr -s ' ' | cut -d' ' -f1,2,4,5 | sort"), Is.EqualTo("""
                tcp LISTEN 16 0.0.0.0:8080
                tcp LISTEN 16 127.0.0.1:8081
                tcp LISTEN 16 [::]:8080
                udp UNCONN 0 [::1]:53

                """));
            Assert.That(HostProgram.Run("ss -tlnH"), Does.Not.Contain(":8081 "));
        });
        Close(sockets);
        Assert.That(Host.Run("ss -tulnH"), Is.Empty);
    }

    [Test]
    public async Task One_that_is_taken_becomes_a_socket_that_accepts()
    {
        using var listener = Host.Namespace.BindSockets(Tcp("127.0.0.1", 0))[0].Take();
        using var client = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        var accepting = listener.AcceptAsync();
        await client.ConnectAsync(listener.LocalEndPoint!).WaitAsync(TimeSpan.FromSeconds(10));
        using var accepted = await accepting.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(accepted.RemoteEndPoint, Is.EqualTo(client.LocalEndPoint));
    }

    [TestCase("127.0.0.1", 80, SocketError.AddressAlreadyInUse, Errno.EADDRINUSE, "end the program")]
    [TestCase("192.0.2.1", 80, SocketError.AddressNotAvailable, Errno.EADDRNOTAVAIL, "no interface")]
    [TestCase("2001:db8::1", 80, SocketError.AddressNotAvailable, Errno.EADDRNOTAVAIL, "no interface")]
    public void One_that_is_refused_is_named_and_none_stays_open(string address, int port, SocketError code, Errno errno, string remedy)
    {
        using var holder = Host.Namespace.BindSockets(Tcp("127.0.0.1", 80))[0];
        var wanted = new[] { Tcp("127.0.0.1", 81), Tcp(address, port), Tcp("127.0.0.1", 82) };

        var refusal = Assert.Throws<SocketBindException>(() => Host.Namespace.BindSockets(wanted))!;

        Assert.Multiple(() =>
        {
            Assert.That((refusal.SocketErrorCode, refusal.Errno, refusal.Position, refusal.Socket), Is.EqualTo((code, errno, 1, wanted[1])));
            Assert.That(refusal.Message, Does.Contain(address).And.Contain(port.ToString(System.Globalization.CultureInfo.InvariantCulture)).And.Contain(remedy));
            Assert.That(Host.Run("ss -tlnH | wc -l").Trim(), Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_port_whose_last_connection_is_still_winding_up_is_taken_only_by_who_reuses_it()
    {
        using (var listener = Host.Namespace.BindSockets(Tcp("127.0.0.1", 80))[0].Take())
        using (var client = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            client.Connect(listener.LocalEndPoint!);
            // Whoever closes first is left with the connection in TIME-WAIT.
            listener.Accept().Dispose();
            Assert.That(client.Receive(new byte[1]), Is.Zero);
        }

        Assert.That(() => Host.Namespace.BindSockets(Tcp("127.0.0.1", 80) with { ReusesAddress = false }), Throws.TypeOf<SocketBindException>());
        Close(Host.Namespace.BindSockets(Tcp("127.0.0.1", 80)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_socket_with_a_filter_takes_nothing(bool isFiltered)
    {
        using var filter = new DropFilter();
        using var held = Host.Namespace.BindSockets(
            new SocketBinding(IPAddress.Loopback, 1000, SocketType.Dgram, ProtocolType.Udp) { Filter = isFiltered ? filter : null })[0].Take();
        using var sender = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        sender.SendTo([1], new IPEndPoint(IPAddress.Loopback, 1000));

        Assert.That(held.Poll(isFiltered ? 50_000 : 5_000_000, SelectMode.SelectRead), Is.Not.EqualTo(isFiltered));
    }

    [Test]
    public void A_filter_that_is_disposed_is_refused()
    {
        var filter = new DropFilter();
        filter.Dispose();

        Assert.That(() => Host.Namespace.BindSockets(Tcp("127.0.0.1", 80) with { Filter = filter }), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(Host.Run("ss -tlnH"), Is.Empty);
    }

    [Test]
    public void One_that_was_taken_or_disposed_cannot_be_taken_and_its_disposal_leaves_the_socket_alone()
    {
        var bound = Host.Namespace.BindSockets(Tcp("127.0.0.1", 80), Tcp("127.0.0.1", 81));
        var taken = bound[0].Take();
        Close(bound);

        Assert.Multiple(() =>
        {
            Assert.That(() => bound[0].Take(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => bound[1].Take(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(Host.Run("ss -tlnH"), Does.Contain("127.0.0.1:80 ").And.Not.Contain(":81 "));
        });
        taken.Dispose();
        Assert.That(Host.Run("ss -tlnH"), Is.Empty);
    }

    [Test]
    public void Those_of_the_calling_thread_are_where_it_is()
    {
        var sockets = NetworkNamespace.BindSocketsHere(Tcp("127.0.0.2", 0));

        Assert.That(HostProgram.Run("ss -tlnH"), Does.Contain("127.0.0.2:"));
        Close(sockets);
        Assert.That(HostProgram.Run("ss -tlnH"), Does.Not.Contain("127.0.0.2:"));
    }

    [Test]
    public void None_is_no_error() => Assert.That(Host.Namespace.BindSockets(), Is.Empty);

    private static SocketBinding Tcp(string address, int port) =>
        new(IPAddress.Parse(address), (ushort)port, SocketType.Stream, ProtocolType.Tcp) { Backlog = 16, ReusesAddress = true };

    private static void Close(ImmutableArray<BoundSocket> sockets)
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }
}
