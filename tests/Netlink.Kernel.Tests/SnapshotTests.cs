using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>The snapshot other tests rely on sees what it should.</summary>
public sealed class SnapshotTests : KernelTest
{
    [Test]
    public void An_unchanged_namespace_has_no_difference()
    {
        var before = KernelSnapshot.Capture(Host.Namespace);
        before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
    }

    [Test]
    public void Links_addresses_routes_sysctls_and_rules_show_in_the_difference_and_vanish_with_their_cause()
    {
        var before = KernelSnapshot.Capture(Host.Namespace);
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { Alias = "mine", IsUp = true });
        Host.Route.AddAddress(bridge.Index, IPAddress.Parse("10.1.0.1"), 24);
        Host.Namespace.WriteSysctl(new SysctlPath("net/ipv4/conf/lo/proxy_arp"), "1");
        Host.Run("nft add table ip mine");
        var difference = before.Diff(KernelSnapshot.Capture(Host.Namespace));

        Assert.That(difference, Does.Contain("+ link br0 kind=bridge").And.Contain("alias=mine").And.Contain("+ address br0 10.1.0.1/24")
            .And.Contain("+ route Unicast 10.1.0.0/24").And.Contain("+ sysctl net/ipv4/conf/lo/proxy_arp=1").And.Contain("+ nft 0001 table ip mine"));
        Host.Route.DeleteLink(bridge.Index);
        Host.Namespace.WriteSysctl(new SysctlPath("net/ipv4/conf/lo/proxy_arp"), "0");
        Host.Run("nft delete table ip mine");
        before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
    }
}
