using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class AddressTests : KernelTest
{
    private static readonly IPAddress V4 = IPAddress.Parse("10.1.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00:1::1");

    [Test]
    public void Addresses_are_those_ip_shows()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true }).Index;
        Host.Route.AddAddress(bridge, V4, 16, new AddressOptions { Label = "br0:x", Broadcast = IPAddress.Parse("10.1.255.255"), Scope = RouteScope.Link });
        Host.Route.AddAddress(bridge, V6, 64, new AddressOptions { NoDad = true });
        Host.Run("ip address add 10.9.0.1 peer 10.9.0.2/32 dev br0 && ip -6 address add fd00:2::1/64 dev br0 valid_lft 1000 preferred_lft 500 nodad");

        using var document = JsonDocument.Parse(Host.Run("ip -j address"));
        var expected = document.RootElement.EnumerateArray().SelectMany(static link => link.GetProperty("addr_info").EnumerateArray().Select(a =>
            $"{link.GetProperty("ifindex")} {a.GetProperty("local")}/{a.GetProperty("prefixlen")} {a.GetProperty("scope")} {(a.TryGetProperty("label", out var l) ? l : "")} {(a.TryGetProperty("address", out var p) ? p : "")} {(a.TryGetProperty("broadcast", out var b) ? b : "")} {a.GetProperty("valid_life_time").GetUInt32() == uint.MaxValue}"));
        var actual = Host.Route.ListAddresses().Select(static a =>
            $"{a.Link.Value} {a.Address}/{a.PrefixLength} {a.Scope.ToString().ToLowerInvariant()} {a.Label} {a.Peer} {a.Broadcast} {a.ValidLifetime is null}");
        Assert.That(actual, Is.EquivalentTo(expected));
        Assert.That(Host.Route.ListAddresses().Single(a => a.Address.Equals(V6)).Flags, Is.EqualTo(AddressFlags.Permanent | AddressFlags.NoDad));
    }

    [Test]
    public void Lists_are_filtered_by_link_and_family()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0")).Index;
        Host.Route.AddAddress(bridge, V4, 16);
        Host.Route.AddAddress(bridge, V6, 64, new AddressOptions { NoDad = true });

        Assert.Multiple(() =>
        {
            Assert.That(Host.Route.ListAddresses(new AddressFilter { Link = bridge }).Select(a => a.Address), Is.EquivalentTo(new[] { V4, V6 }));
            Assert.That(Host.Route.ListAddresses(new AddressFilter { Link = bridge, Family = AddressFamily.InterNetworkV6 }).Select(a => a.Address), Is.EqualTo(new[] { V6 }));
            Assert.That(Host.Route.ListAddresses(new AddressFilter { Family = AddressFamily.InterNetwork }).Select(a => a.Address), Is.EquivalentTo(new[] { IPAddress.Loopback, V4 }));
        });
    }

    [Test]
    public void Adding_twice_fails_replacing_does_not_and_deleting_twice_fails()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0")).Index;
        Host.Route.AddAddress(bridge, V4, 16);
        Assert.That(() => Host.Route.AddAddress(bridge, V4, 16), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EEXIST).And.Property("Operation").EqualTo($"address add 10.1.0.1/16 dev {bridge}"));
        Host.Route.ReplaceAddress(bridge, V4, 16);
        Host.Route.DeleteAddress(bridge, V4, 16);
        Assert.That(() => Host.Route.DeleteAddress(bridge, V4, 16), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EADDRNOTAVAIL));
    }

    [Test]
    public void A_link_that_does_not_exist_is_ENODEV() =>
        Assert.That(() => Host.Route.AddAddress(new LinkIndex(99), V4, 16), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));

    [Test]
    public void A_duplicate_address_is_reported_as_failed()
    {
        var sandbox = NewNamespace();
        Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true, PeerNamespace = sandbox.Namespace });
        var near = Host.Route.FindLink("a")!.Index;
        Host.Route.AddAddress(near, V6, 64, new AddressOptions { NoDad = true });
        var far = sandbox.Route.FindLink("b")!.Index;
        sandbox.Route.UpdateLink(far, new LinkUpdate { IsUp = true });
        sandbox.Route.AddAddress(far, V6, 64);

        Assert.That(sandbox.Route.ListAddresses().Single(a => a.Address.Equals(V6)).Flags.HasFlag(AddressFlags.Tentative), Is.True);
        Assert.That(() => sandbox.Route.ListAddresses().Single(a => a.Address.Equals(V6)).Flags.HasFlag(AddressFlags.DadFailed), Is.True.After(8000, 50));
    }
}
