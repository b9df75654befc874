using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NetController.Netlink.Kernel.Tests;

public sealed class NeighbourTests : VethPairTest
{
    private static readonly IPAddress V4 = IPAddress.Parse("10.1.0.2");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00:1::2");
    private static readonly HardwareAddress Mac = HardwareAddress.Parse("02:00:00:00:00:02");

    [Test]
    public void Neighbours_are_those_ip_shows()
    {
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = Mac });
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, IPAddress.Parse("10.1.0.3"))
        {
            HardwareAddress = Mac, State = NeighbourStates.Stale, IsExternallyLearned = true, Protocol = RouteProtocol.Static,
        });
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V6) { HardwareAddress = Mac, IsRouter = true });
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, IPAddress.Parse("fd00:1::3")) { HardwareAddress = Mac, State = NeighbourStates.NoArp });

        // What the kernel does by itself (groups it joins) comes and goes: only what was made here is compared.
        using var document = JsonDocument.Parse(Host.Run("ip -N -d -s -j neighbour show nud all"));
        var expected = document.RootElement.EnumerateArray().Select(Row).Where(IsOurs);
        var actual = Host.Route.ListNeighbours().Select(Row).Where(IsOurs).ToList();
        Assert.That(actual, Is.EquivalentTo(expected));
        Assert.That(actual, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_neighbour_is_found_replaced_and_deleted()
    {
        Assert.That(Host.Route.FindNeighbour(Veth, V4), Is.Null);
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = Mac });
        var found = Host.Route.FindNeighbour(Veth, V4)!;
        Assert.That((found.HardwareAddress, found.State, found.Link, found.Flags), Is.EqualTo(((HardwareAddress?)Mac, NeighbourStates.Permanent, Veth, NeighbourFlags.None)));
        Assert.That(() => Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = Mac }), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EEXIST).And.Property("Operation").EqualTo($"neighbour add 10.1.0.2 lladdr 02:00:00:00:00:02 dev {Veth}"));

        var other = HardwareAddress.Parse("02:00:00:00:00:09");
        Host.Route.ReplaceNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = other, State = NeighbourStates.Reachable });
        found = Host.Route.FindNeighbour(Veth, V4)!;
        Assert.That((found.HardwareAddress, found.State), Is.EqualTo(((HardwareAddress?)other, NeighbourStates.Reachable)));

        Host.Route.DeleteNeighbour(Veth, V4);
        Assert.That(() => Host.Route.DeleteNeighbour(Veth, V4), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
        Assert.That(() => Host.Route.FindNeighbour(new LinkIndex(99), V4), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
    }

    [Test]
    public void An_absent_neighbour_can_be_deleted_without_an_exception()
    {
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = Mac });

        Assert.That(Host.Route.TryDeleteNeighbour(Veth, V4), Is.True);
        Assert.That(Host.Route.FindNeighbour(Veth, V4), Is.Null);
        Assert.That(Host.Route.TryDeleteNeighbour(Veth, V4), Is.False);
        Assert.That(() => Host.Route.TryDeleteNeighbour(new LinkIndex(99), V4), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
    }

    [Test]
    public void Lists_are_filtered_by_family_link_master_and_state()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true }).Index;
        Host.Route.CreateLink(new VethSpec("c", "d") { IsUp = true, Master = bridge });
        var port = Host.Route.FindLink("c")!.Index;
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { HardwareAddress = Mac });
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V6) { HardwareAddress = Mac });
        Host.Route.AddNeighbour(new NeighbourSpec(port, V4) { HardwareAddress = Mac, State = NeighbourStates.Stale });

        Assert.Multiple(() =>
        {
            Assert.That(Ours(new NeighbourFilter { Family = AddressFamily.InterNetwork }), Is.EquivalentTo(new[] { (Veth, V4), (port, V4) }));
            Assert.That(Ours(new NeighbourFilter { Link = Veth }), Is.EquivalentTo(new[] { (Veth, V4), (Veth, V6) }));
            Assert.That(Ours(new NeighbourFilter { Master = bridge }), Is.EqualTo(new[] { (port, V4) }));
            Assert.That(Ours(new NeighbourFilter { States = NeighbourStates.Stale | NeighbourStates.Failed }), Is.EqualTo(new[] { (port, V4) }));
        });
    }

    [Test]
    public void Proxies_are_a_list_of_their_own()
    {
        Host.Route.AddProxyNeighbour(Veth, V4);
        Host.Route.AddProxyNeighbour(Veth, V6);
        var proxies = Host.Route.ListNeighbours(new NeighbourFilter { Proxies = true, Link = Veth });

        Assert.That(proxies.Select(static p => (p.Address, p.IsProxy)), Is.EquivalentTo(new[] { (V4, true), (V6, true) }));
        using var document = JsonDocument.Parse(Host.Run("ip -j neighbour show proxy"));
        Assert.That(document.RootElement.EnumerateArray().Select(static e => e.GetProperty("dst").GetString()), Is.EquivalentTo(proxies.Select(static p => p.Address.ToString())));
        Assert.That(Ours(new NeighbourFilter()), Is.Empty);
        Host.Route.DeleteProxyNeighbour(Veth, V4);
        Assert.That(Host.Route.FlushNeighbours(new NeighbourFilter { Proxies = true }), Is.EqualTo(1));
        Assert.That(Host.Route.ListNeighbours(new NeighbourFilter { Proxies = true }), Is.Empty);
        Assert.That(() => Host.Route.DeleteProxyNeighbour(Veth, V4), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void A_flush_spares_what_was_entered_for_ever_unless_it_is_asked_for()
    {
        for (byte i = 10; i < 60; i++)
        {
            var state = i < 20 ? NeighbourStates.Permanent : NeighbourStates.Stale;
            Host.Route.AddNeighbour(new NeighbourSpec(Veth, new IPAddress([10, 1, 0, i])) { HardwareAddress = Mac, State = state });
        }

        Assert.That(Host.Route.FlushNeighbours(new NeighbourFilter { Family = AddressFamily.InterNetwork, Link = Veth }), Is.EqualTo(40));
        Assert.That(Ours(new NeighbourFilter { Family = AddressFamily.InterNetwork }), Has.Count.EqualTo(10));
        Assert.That(Host.Route.FlushNeighbours(new NeighbourFilter { States = NeighbourStates.Permanent }), Is.EqualTo(10));
        Assert.That(Ours(new NeighbourFilter { Family = AddressFamily.InterNetwork }), Is.Empty);
    }

    [Test]
    public void A_managed_neighbour_is_resolved_without_traffic()
    {
        var sandbox = NewNamespace();
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { Namespace = sandbox.Namespace });
        var far = sandbox.Route.FindLink("b")!;
        sandbox.Route.UpdateLink(far.Index, new LinkUpdate { IsUp = true });
        sandbox.Route.AddAddress(far.Index, V4, 24);
        Host.Route.AddNeighbour(new NeighbourSpec(Veth, V4) { IsManaged = true });

        Assert.That(() => Host.Route.FindNeighbour(Veth, V4)?.HardwareAddress, Is.EqualTo((HardwareAddress?)far.HardwareAddress).After(5000, 20));
        Assert.That(Host.Route.FindNeighbour(Veth, V4)!.IsManaged, Is.True);
    }

    private List<(LinkIndex Link, IPAddress Address)> Ours(NeighbourFilter filter) =>
        [.. Host.Route.ListNeighbours(filter).Where(static n => n.HardwareAddress == Mac || n.IsProxy).Select(static n => (n.Link, n.Address))];

    private static bool IsOurs(string row) => row.Contains("02:00:00:00:00:02", StringComparison.Ordinal);

    private string Row(Neighbour n)
    {
        var flags = $"{((n.Flags & NeighbourFlags.Router) != 0 ? " router" : "")}{((n.Flags & NeighbourFlags.ExternallyLearned) != 0 ? " extern_learn" : "")}";
        var protocol = n.Protocol is RouteProtocol.Unspecified ? "" : $"{(int)n.Protocol}";
        return $"{n.Address} dev {(n.Link == Veth ? "a" : "?")} {n.HardwareAddress} {n.State.ToString().ToUpperInvariant()}{flags} probes {n.Probes} refcnt {n.References} proto {protocol}";
    }

    private static string Row(JsonElement e)
    {
        var flags = $"{(e.TryGetProperty("router", out _) ? " router" : "")}{(e.TryGetProperty("extern_learn", out _) ? " extern_learn" : "")}";
        var references = e.TryGetProperty("refcnt", out var count) ? count.ToString() : "0";
        return $"{Text(e, "dst")} dev {Text(e, "dev")} {Text(e, "lladdr")} {e.GetProperty("state")[0]}{flags} probes {Text(e, "probes")} refcnt {references} proto {Text(e, "protocol")}";
    }

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}
