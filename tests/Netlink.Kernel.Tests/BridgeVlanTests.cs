using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>VLANs of bridge ports, as <c>bridge vlan</c> shows them. A kernel without them says so.</summary>
public sealed class BridgeVlanTests : KernelTest
{
    [Test]
    public void VLANs_of_ports_are_added_listed_and_deleted_or_the_kernel_has_none()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0")).Index;
        var port = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge }).Index;
        try
        {
            Host.Route.AddBridgeVlan(port, new BridgeVlan(10) { IsDefault = true, IsUntagged = true });
        }
        catch (NetlinkException missing) when (missing.Errno is Errno.EOPNOTSUPP)
        {
            Assert.That(missing.Message, Does.Contain("bridge vlan add vid 10"));
            Assert.That(Host.TryRun("bridge vlan add dev a vid 10").Error, Does.Contain("not supported"), "bridge finds them missing too");
            Assert.That(Host.Route.ListBridgeVlans(), Is.Empty);
            return;
        }

        Host.Route.AddBridgeVlan(port, new BridgeVlan(100, 200));
        Host.Route.AddBridgeVlanToHost(bridge, new BridgeVlan(100));
        AssertSameAsBridge();

        Host.Route.DeleteBridgeVlan(port, new BridgeVlan(150, 160));
        Host.Route.DeleteBridgeVlanFromHost(bridge, new BridgeVlan(100));
        AssertSameAsBridge();
        Assert.That(Host.Route.ListBridgeVlans().Where(v => v.Link == port).Select(static v => (v.First, v.Last)), Does.Contain(((ushort)100, (ushort)149)));
    }

    [Test]
    public void A_link_that_is_no_port_has_no_VLANs() =>
        Assert.That(() => Host.Route.AddBridgeVlan(new LinkIndex(1), new BridgeVlan(5)), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EOPNOTSUPP));

    private void AssertSameAsBridge()
    {
        using var document = JsonDocument.Parse(Host.Run("bridge -j -c vlan"));
        var expected = document.RootElement.EnumerateArray().SelectMany(static port => port.GetProperty("vlans").EnumerateArray().Select(vlan => (
            port.GetProperty("ifname").GetString()!, vlan.GetProperty("vlan").GetInt32(), vlan.TryGetProperty("vlanEnd", out var end) ? end.GetInt32() : vlan.GetProperty("vlan").GetInt32(),
            vlan.TryGetProperty("flags", out var flags) ? flags.ToString() : "")));
        var names = Host.Route.ListLinks().ToDictionary(static l => l.Index, static l => l.Name);
        Assert.That(Host.Route.ListBridgeVlans().Select(v => (names[v.Link], (int)v.First, (int)v.Last)), Is.EqualTo(expected.Select(static e => (e.Item1, e.Item2, e.Item3))));
    }
}
