using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class ErrorTests : KernelTest
{
    [Test]
    public void A_name_that_is_taken_is_EEXIST_in_words_of_ip()
    {
        Host.Route.CreateLink(new BridgeSpec("br0"));
        var error = Assert.Throws<NetlinkException>(() => Host.Route.CreateLink(new BridgeSpec("br0") { Alias = "stolen" }))!;

        Assert.That(error.Errno, Is.EqualTo(Errno.EEXIST));
        Assert.That(error.Operation, Is.EqualTo("link add br0 type bridge"));
        Assert.That(Host.Route.FindLink("br0")!.Alias, Is.Null, "the link of another owner is not marked as ours");
    }

    [Test]
    public void An_impossible_mtu_carries_the_kernels_text()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var error = Assert.Throws<NetlinkException>(() => Host.Route.UpdateLink(bridge.Index, new LinkUpdate { Mtu = 70_000 }))!;

        Assert.That(error.Errno, Is.EqualTo(Errno.EINVAL));
        Assert.That(error.KernelMessage, Does.Contain("mtu greater than device maximum"));
        Assert.That(error.Message, Does.Contain("mtu greater than device maximum"));
    }

    [Test]
    public void The_attribute_the_kernel_objects_to_is_named()
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route, Host.Namespace);
        using var request = socket.Begin(19, MessageFlags.None, "link set");
        request.WriteHeader(new Header(0, 0, 0, 1, 0, 0));
        request.WriteByte(FaultyAttribute.MTU, 1);
        var error = Assert.Throws<NetlinkException>(() => socket.Execute(request))!;

        Assert.That(error.Attribute, Is.EqualTo("FaultyAttribute_MTU"));
        Assert.That(error.KernelMessage, Is.Not.Null);
    }

    [Test]
    public void In_a_datagram_of_several_requests_the_failing_one_is_named_and_the_others_are_done()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route, Host.Namespace);
        using (var request = socket.Begin(19, MessageFlags.None, "first"))
        {
            WriteUp(request, bridge.Index.Value);
            request.Next(19, MessageFlags.None, "second");
            WriteUp(request, 4711);
            request.Next(19, MessageFlags.None, "third");
            WriteUp(request, 1);
            var error = Assert.Throws<NetlinkException>(() => socket.Execute(request))!;
            Assert.That(error.Operation, Is.EqualTo("second"));
            Assert.That(error.Errno, Is.EqualTo(Errno.ENODEV));
        }

        Assert.That(Host.Route.GetLink(bridge.Index).IsUp, Is.True);
    }

    [TestCase("", "empty")]
    [TestCase("a/b", "/")]
    [TestCase("a b", "blank")]
    [TestCase("..", "folders")]
    [TestCase("sixteen-bytes-xx", "16 bytes")]
    [TestCase("äääääääää", "18 bytes")]
    [TestCase("veth%d", "%")]
    public void An_impossible_name_is_refused_with_the_rule_before_anything_is_sent(string name, string rule)
    {
        Assert.That(() => new BridgeSpec(name), Throws.ArgumentException.With.Message.Contains(rule));
        Assert.That(() => new VethSpec("a", name), Throws.ArgumentException.With.Message.Contains(rule));
        Assert.That(() => new LinkUpdate { Name = name }, Throws.ArgumentException.With.Message.Contains(rule));
        Assert.That(() => Host.Route.FindLink(name), Throws.ArgumentException.With.Message.Contains(rule));
    }

    [Test]
    public void An_alias_that_is_too_long_is_refused() =>
        Assert.That(() => new BridgeSpec("br0") { Alias = new string('x', 256) }, Throws.ArgumentException);

    [Test]
    public void A_disposed_connection_says_so()
    {
        var connection = RouteConnection.Open(Host.Namespace);
        connection.Dispose();
        Assert.That(() => connection.ListLinks(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_disposed_namespace_says_so()
    {
        var opened = NetworkNamespace.Open(Host.Path);
        opened.Dispose();
        Assert.That(() => RouteConnection.Open(opened), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => Host.Route.CreateLink(new VethSpec("a", "b") { PeerNamespace = opened }), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(Host.Route.ListLinks(), Has.Length.EqualTo(1), "the connection is usable afterwards");
    }

    [Test]
    public void Two_threads_at_once_are_detected()
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route, Host.Namespace);
        using var request = socket.Begin(18, MessageFlags.None, "link show");
        Exception? seen = null;
        var other = new Thread(() => seen = Assert.Catch(() => socket.Begin(18, MessageFlags.None, "link show")));
        other.Start();
        other.Join();
        Assert.That(seen, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Hammering_one_connection_from_many_threads_never_mixes_answers_up()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var refused = 0;
        var threads = Enumerable.Range(0, 4).Select(n => new Thread(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                try
                {
                    var wanted = n % 2 == 0 ? new LinkIndex(1) : bridge.Index;
                    Assert.That(Host.Route.GetLink(wanted).Index, Is.EqualTo(wanted));
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        Assert.That(Host.Route.GetLink(bridge.Index).Name, Is.EqualTo("br0"));
        TestContext.Out.WriteLine($"refused {refused} of 8000");
    }

    [Test]
    public void An_address_with_an_impossible_prefix_is_refused() =>
        Assert.That(() => Host.Route.AddAddress(new LinkIndex(1), IPAddress.Loopback, 33), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static void WriteUp(MessageBuilder request, int link) => request.WriteHeader(new Header(0, 0, 0, link, 1, 1));

    private enum FaultyAttribute : ushort
    {
        MTU = 4,
    }

    /// <summary>struct ifinfomsg as a user of the socket would declare it.</summary>
    private readonly record struct Header(byte Family, byte Pad, ushort Type, int Index, uint Flags, uint Change);
}
