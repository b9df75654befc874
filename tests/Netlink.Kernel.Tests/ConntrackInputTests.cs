using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Conntrack;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What cannot be meant is refused with the rule it breaks, before anything is sent where it can be known.</summary>
public sealed class ConntrackInputTests : ConntrackKernelTest
{
    [Test]
    public void A_filter_that_means_everything_or_nothing_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Conntrack.DeleteFlows(new ConntrackFilter()), Throws.ArgumentException.With.Message.Contains("Flush"));
            Assert.That(() => Conntrack.DeleteFlows(new ConntrackFilter { MarkMask = 1 }), Throws.ArgumentException.With.Message.Contains("Flush"));
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { OriginalSource = IPNetwork.Parse("10.0.0.1/32"), ReplySource = IPNetwork.Parse("fd00::1/128") }), Throws.ArgumentException.With.Message.Contains("one family"));
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { Family = AddressFamily.InterNetworkV6, AnyAddress = IPNetwork.Parse("10.0.0.1/32") }), Throws.ArgumentException.With.Message.Contains("one family"));
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { Family = AddressFamily.Unix }), Throws.ArgumentException);
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { AnyAddress = IPNetwork.Parse("::ffff:10.0.0.1/128") }), Throws.ArgumentException.With.Message.Contains("form of IPv6"));
            Assert.That(() => Conntrack.DeleteFlows(new ConntrackFilter { Mark = 0x11, MarkMask = 0xf }), Throws.ArgumentException.With.Message.Contains("mask"));
            Assert.That(() => Conntrack.DeleteFlows(new ConntrackFilter { Mark = 0, MarkMask = 0 }), Throws.ArgumentException.With.Message.Contains("mask"));
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { WithStatus = ConntrackStatus.Assured, WithoutStatus = ConntrackStatus.Assured }), Throws.ArgumentException);
            Assert.That(() => Conntrack.ListFlows(new ConntrackFilter { Protocol = IpProtocol.Icmp, ReplySourcePort = 1 }), Throws.ArgumentException.With.Message.Contains("no ports"));
        });
    }

    [Test]
    public void A_tuple_of_two_families_or_with_impossible_fields_is_refused()
    {
        var (v4, v6) = (IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1"));
        var valid = ConntrackTuple.ForPorts(IpProtocol.Udp, new IPEndPoint(v4, 1), new IPEndPoint(v4, 2));
        Assert.Multiple(() =>
        {
            Assert.That(() => new ConntrackTuple(v4, v6, IpProtocol.Gre), Throws.ArgumentException.With.Message.Contains("one family"));
            Assert.That(() => ConntrackTuple.ForIcmp(v6, v4, 8, 0, 1), Throws.ArgumentException);
            Assert.That(() => ConntrackTuple.ForPorts(IpProtocol.Icmp, new IPEndPoint(v4, 1), new IPEndPoint(v4, 2)), Throws.ArgumentException.With.Message.Contains("ForIcmp"));
            Assert.That(() => Conntrack.FindFlow(valid with { Zone = 3 }, zone: 4), Throws.ArgumentException.With.Message.Contains("zone"));
            Assert.That(() => Conntrack.DeleteFlow(valid with { Zone = 3 }, zone: 4), Throws.ArgumentException.With.Message.Contains("zone"));
            Assert.That(() => Conntrack.UpdateFlow(valid, new ConntrackUpdate { Mark = 0x10, MarkMask = 0xf }), Throws.ArgumentException.With.Message.Contains("mask"));
            Assert.That(() => new ConntrackUpdate { Timeout = TimeSpan.FromSeconds(-1) }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ConntrackUpdate { Timeout = TimeSpan.MaxValue }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void A_refusal_names_the_flow()
    {
        // Type 3 reports an error about another packet and begins no flow.
        var tuple = ConntrackTuple.ForIcmp(IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"), 3, 0, 1);
        var error = Assert.Throws<NetlinkException>(() => Conntrack.FindFlow(tuple))!;
        Assert.That(error.Operation, Is.EqualTo("conntrack get icmp src=10.0.0.1 dst=10.0.0.2 type=3 code=0 id=1"));
        Assert.That(error.Errno, Is.EqualTo(Errno.EINVAL));
    }
}
