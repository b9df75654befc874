using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Tun and tap devices, which <c>ip tuntap</c> sees as it sees its own.</summary>
public sealed class TunTests : KernelTest
{
    [SetUp]
    public void SeeWhetherTheFileMayBeOpened()
    {
        if (!MayOpen())
        {
            Assert.That(() => TunDevice.Create(new TunSpec("tun0", TunMode.Tun), Host.Namespace), Throws.TypeOf<NetlinkException>()
                .With.Property("Errno").EqualTo(Errno.EACCES).Or.Property("Errno").EqualTo(Errno.ENOENT).Or.Property("Errno").EqualTo(Errno.ENODEV));
            Assert.Ignore("This user may not open /dev/net/tun here, and the error says so: the rest needs a user who may.");
        }
    }

    /// <summary>Whether this user may have tun devices; where not, that is the error to expect.</summary>
    internal static bool MayOpen()
    {
        try
        {
            using var file = File.Open("/dev/net/tun", FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    [Test]
    public void A_persistent_device_is_made_as_ip_makes_it()
    {
        TunDevice.Create(new TunSpec("tap0", TunMode.Tap) { Owner = 5, Group = 6, MultiQueue = true, VirtioHeader = true, PacketInformation = true }, Host.Namespace);
        Host.Run("ip tuntap add dev tap1 mode tap user 5 group 6 multi_queue vnet_hdr pi");

        var ours = (TunData)Host.Route.FindLink("tap0")!.Data!;
        Assert.That(ours, Is.EqualTo((TunData)Host.Route.FindLink("tap1")!.Data!));
        Assert.That((ours.Mode, ours.Owner, ours.Group, ours.MultiQueue, ours.VirtioHeader, ours.PacketInformation, ours.IsPersistent),
            Is.EqualTo((TunMode.Tap, (uint?)5u, (uint?)6u, true, true, true, true)));
        var info = LinkJson.Show(Host, "tap0").GetProperty("linkinfo").GetProperty("info_data");
        LinkJson.AssertSame(info, new Dictionary<string, object?>
        {
            ["type"] = ours.Mode, ["pi"] = ours.PacketInformation, ["vnet_hdr"] = ours.VirtioHeader, ["multi_queue"] = ours.MultiQueue, ["persist"] = ours.IsPersistent,
            ["numqueues"] = ours.Queues, ["numdisabled"] = ours.DisabledQueues,
        }, "user", "group");
    }

    [Test]
    public void A_plain_tun_device_has_no_owner_and_is_deleted_as_any_link()
    {
        TunDevice.Create(new TunSpec("tun0", TunMode.Tun), Host.Namespace);
        var link = Host.Route.FindLink("tun0")!;
        Assert.That(link.Data, Is.EqualTo(new TunData { Mode = TunMode.Tun, IsPersistent = true }));

        Host.Route.DeleteLink(link.Index);
        Assert.That(Host.Route.FindLink("tun0"), Is.Null);
    }

    [Test]
    public void A_name_that_is_taken_is_EBUSY()
    {
        TunDevice.Create(new TunSpec("tun0", TunMode.Tun), Host.Namespace);
        Assert.That(() => TunDevice.Create(new TunSpec("tun0", TunMode.Tun), Host.Namespace), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EBUSY).And.Message.Contains("tuntap add dev tun0 mode tun"));
    }

    [Test]
    public void An_open_device_goes_with_its_handle_and_carries_packets()
    {
        using (var device = TunDevice.Open(new TunSpec("tun0", TunMode.Tun), Host.Namespace))
        {
            Host.Run("ip link set tun0 up && ip address add 10.9.0.1/24 dev tun0 && (ping -c 1 -W 0.1 10.9.0.2 || true)");
            var packet = new byte[2000];
            using var stream = new FileStream(device, FileAccess.ReadWrite, bufferSize: 0);
            Assert.That(ReadIPv4(stream, packet)[9], Is.EqualTo(1), "an ICMP packet");
        }

        Assert.That(Host.Route.FindLink("tun0"), Is.Null);
    }

    /// <summary>The first IPv4 packet that waits; router solicitations may stand before it.</summary>
    private static byte[] ReadIPv4(FileStream stream, byte[] packet)
    {
        do
        {
            Assert.That(stream.Read(packet), Is.GreaterThan(20));
        }
        while (packet[0] >> 4 != 4);
        return packet;
    }
}
