using System.Net;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class ForwardingTests : KernelTest
{
    private LinkIndex _bridge;
    private LinkIndex _port;

    [SetUp]
    public void MakeBridge()
    {
        _bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true }).Index;
        _port = Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true, Master = _bridge }).Index;
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { IsUp = true });

        // Until it forwards, which it does a moment after its peer is up, a port takes no entries that age.
        Assert.That(() => Host.Route.GetLink(_port).OperationalState, Is.EqualTo(OperationalState.Up).After(5000, 5));
    }

    [Test]
    public void Entries_of_a_bridge_are_those_bridge_shows()
    {
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(1)) { InMaster = true });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(2)) { InMaster = true, Kind = ForwardingEntryKind.Dynamic });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(3)) { InMaster = true, Kind = ForwardingEntryKind.Local });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(4)) { InMaster = true, IsSticky = true });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(5)) { InMaster = true, IsExternallyLearned = true });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_bridge, Mac(6)) { Kind = ForwardingEntryKind.Local });

        AssertSameAsBridgeShows();
        var kinds = Host.Route.ListForwardingEntries().Where(static e => e.HardwareAddress.ToString().StartsWith("02:00", StringComparison.Ordinal)).OrderBy(static e => e.HardwareAddress.ToString());
        Assert.That(kinds.Select(static e => e.Kind).Take(4), Is.EqualTo(new[] { ForwardingEntryKind.Static, ForwardingEntryKind.Dynamic, ForwardingEntryKind.Local, ForwardingEntryKind.Static }));
    }

    [Test]
    public void Entries_of_a_tunnel_are_those_bridge_shows()
    {
        Host.Route.AddAddress(_bridge, IPAddress.Parse("10.1.0.1"), 24);
        Host.Run("ip link add vx0 type vxlan id 5 dev br0 dstport 4789 && ip link set vx0 up");
        var tunnel = Host.Route.FindLink("vx0")!.Index;
        var zero = new HardwareAddress(new byte[6]);
        Host.Route.AppendForwardingEntry(new ForwardingEntrySpec(tunnel, zero) { Destination = IPAddress.Parse("10.1.0.2"), Kind = ForwardingEntryKind.Local });
        Host.Route.AppendForwardingEntry(new ForwardingEntrySpec(tunnel, zero) { Destination = IPAddress.Parse("10.1.0.3"), Vni = 77, DestinationPort = 999, OutgoingLink = _bridge });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(tunnel, Mac(1)) { Destination = IPAddress.Parse("10.1.0.4") });
        Host.Route.ReplaceForwardingEntry(new ForwardingEntrySpec(tunnel, Mac(1)) { Destination = IPAddress.Parse("10.1.0.5") });

        AssertSameAsBridgeShows();
        var mine = Host.Route.ListForwardingEntries(new ForwardingFilter { Link = tunnel });
        Assert.That(mine.Select(static e => e.Destination!.ToString()), Is.EquivalentTo(["10.1.0.2", "10.1.0.3", "10.1.0.5"]));
        Assert.That(mine.Single(static e => e.Vni is not null), Has.Property("DestinationPort").EqualTo(999).And.Property("OutgoingLink").EqualTo(_bridge));
        Host.Route.DeleteForwardingEntry(new ForwardingEntrySpec(tunnel, zero) { Destination = IPAddress.Parse("10.1.0.2") });
        Assert.That(Host.Route.ListForwardingEntries(new ForwardingFilter { Link = tunnel }), Has.Length.EqualTo(2));
    }

    [Test]
    public void Adding_twice_fails_replacing_does_not_and_deleting_twice_fails()
    {
        var entry = new ForwardingEntrySpec(_port, Mac(1)) { InMaster = true };
        Host.Route.AddForwardingEntry(entry);
        Assert.That(() => Host.Route.AddForwardingEntry(entry), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EEXIST).And.Property("Operation").EqualTo($"fdb add 02:00:00:00:00:01 dev {_port} master"));
        Host.Route.ReplaceForwardingEntry(entry);
        Host.Route.DeleteForwardingEntry(entry);
        Assert.That(() => Host.Route.DeleteForwardingEntry(entry), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void Lists_are_filtered_by_bridge_and_link()
    {
        var other = Host.Route.CreateLink(new BridgeSpec("br1") { IsUp = true }).Index;
        var otherPort = Host.Route.CreateLink(new VethSpec("c", "d") { IsUp = true, Master = other }).Index;
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(1)) { InMaster = true });
        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(otherPort, Mac(2)) { InMaster = true });

        Assert.Multiple(() =>
        {
            Assert.That(Ours(new ForwardingFilter { Bridge = _bridge }), Is.EqualTo(new[] { Mac(1) }));
            Assert.That(Ours(new ForwardingFilter { Link = otherPort }), Is.EqualTo(new[] { Mac(2) }));
            Assert.That(Ours(new ForwardingFilter { Vlan = 7 }), Is.Empty);
            Assert.That(() => Ours(new ForwardingFilter { Bridge = new LinkIndex(999) }), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
        });
    }

    [Test]
    public void An_entry_for_a_vlan_is_listed_with_it_where_the_kernel_filters_by_vlan()
    {
        try
        {
            Host.Route.UpdateLink(_bridge, new LinkUpdate { Settings = new BridgeSettings { VlanFiltering = true } });
        }
        catch (NetlinkException e) when (e.Errno is Errno.EOPNOTSUPP)
        {
            Assert.That(() => Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(1)) { InMaster = true, Vlan = 1 }), Throws.TypeOf<NetlinkException>());
            return;
        }

        Host.Route.AddForwardingEntry(new ForwardingEntrySpec(_port, Mac(1)) { InMaster = true, Vlan = 1 });
        Assert.That(Host.Route.ListForwardingEntries(new ForwardingFilter { Vlan = 1, Bridge = _bridge }).Select(static e => e.HardwareAddress), Does.Contain(Mac(1)));
        AssertSameAsBridgeShows();
    }

    private void AssertSameAsBridgeShows()
    {
        using var document = JsonDocument.Parse(Host.Run("bridge -d -j fdb show"));
        var names = Host.Route.ListLinks().ToDictionary(static l => l.Index, static l => l.Name);
        var actual = Host.Route.ListForwardingEntries().Select(e => Row(e, names));
        Assert.That(actual, Is.EquivalentTo(document.RootElement.EnumerateArray().Select(Row)));
    }

    private IEnumerable<HardwareAddress> Ours(ForwardingFilter filter) =>
        Host.Route.ListForwardingEntries(filter).Select(static e => e.HardwareAddress).Where(static m => m.ToString().StartsWith("02:00:00", StringComparison.Ordinal));

    private static HardwareAddress Mac(byte last) => new([2, 0, 0, 0, 0, last]);

    private static string Row(JsonElement e)
    {
        var flags = string.Join(' ', e.GetProperty("flags").EnumerateArray().Select(static f => f.GetString()).Where(static f => f is not "self").Order());
        return $"{Text(e, "mac")} {Text(e, "ifname")} {Text(e, "master")} {Text(e, "state")} {flags} vlan {Text(e, "vlan")} dst {Text(e, "dst")} port {Text(e, "port")} vni {Text(e, "vni")} via {Text(e, "viaIf")}";
    }

    private static string Row(ForwardingEntry e, Dictionary<LinkIndex, string> names)
    {
        var state = e.Kind switch { ForwardingEntryKind.Local => "permanent", ForwardingEntryKind.Static => "static", ForwardingEntryKind.Stale => "stale", _ => "" };
        string[] flags = [(e.Flags & NeighbourFlags.ExternallyLearned) != 0 ? "extern_learn" : "", (e.Flags & NeighbourFlags.Sticky) != 0 ? "sticky" : ""];
        var via = e.OutgoingLink is { } link ? names[link] : "";
        var master = e.Master is { } bridge ? names[bridge] : "";
        return $"{e.HardwareAddress} {names[e.Link]} {master} {state} {string.Join(' ', flags.Where(static f => f != ""))} vlan {e.Vlan} dst {e.Destination} port {e.DestinationPort} vni {e.Vni} via {via}";
    }

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}
