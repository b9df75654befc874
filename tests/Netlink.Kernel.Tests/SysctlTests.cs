using System.Net.Sockets;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class SysctlTests : KernelTest
{
    private static readonly SysctlPath Forward = new("net/ipv4/ip_forward");

    [Test]
    public void A_setting_is_written_in_the_namespace_and_nowhere_else()
    {
        using var current = NetworkNamespace.OpenCurrent();
        var before = current.ReadSysctl(Forward);
        Host.Namespace.WriteSysctl(Forward, "1");
        Assert.That(Host.Namespace.ReadSysctl(Forward), Is.EqualTo("1"));
        Host.Namespace.WriteSysctl(Forward, "0");
        Assert.That(Host.Namespace.ReadSysctl(Forward), Is.EqualTo("0"));
        Assert.That(Host.Run("cat /proc/sys/net/ipv4/ip_forward").Trim(), Is.EqualTo("0"));
        Assert.That(current.ReadSysctl(Forward), Is.EqualTo(before));
    }

    [Test]
    public void A_batch_reads_in_order_and_gives_null_for_what_does_not_exist()
    {
        var link = SysctlPath.ForLink(AddressFamily.InterNetworkV6, "lo", "disable_ipv6");
        var values = Host.Namespace.ReadSysctls(Forward, new SysctlPath("net/ipv4/no_such_setting"), link, new SysctlPath("net/ipv4/tcp_rmem"));
        Assert.That(values[0], Is.EqualTo(Host.Run("cat /proc/sys/net/ipv4/ip_forward").Trim()));
        Assert.That(values[1], Is.Null);
        Assert.That(values[2], Is.EqualTo("0"));
        Assert.That(values[3]!.Split('\t'), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_long_value_is_read_whole_and_a_short_one_takes_little_memory()
    {
        var reserved = new SysctlPath("net/ipv4/ip_local_reserved_ports");
        var ports = string.Join(',', Enumerable.Range(0, 800).Select(static number => 1024 + (2 * number)));
        Host.Namespace.WriteSysctl(reserved, ports);
        Assert.That(Host.Namespace.ReadSysctls(Forward, reserved, Forward)[1], Is.EqualTo(ports));

        Host.Namespace.ReadSysctl(Forward);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Host.Namespace.ReadSysctl(Forward);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(4096));
    }

    [Test]
    public void A_value_of_which_the_kernel_takes_only_the_beginning_is_a_failure()
    {
        var reserved = new SysctlPath("net/ipv4/ip_local_reserved_ports");
        var ports = string.Join(',', Enumerable.Range(0, 2000).Select(static number => 10000 + (2 * number)));

        var failure = Assert.Throws<SysctlException>(() => Host.Namespace.WriteSysctls(new(reserved, ports), new(Forward, "1")))!;

        Assert.That((failure.Sysctl, failure.Errno), Is.EqualTo((reserved, Errno.EMSGSIZE)));
        Assert.That(failure.Message, Does.Contain("only the beginning"));
    }

    [Test]
    public void An_interface_with_a_dot_in_its_name_has_settings()
    {
        Host.Route.CreateLink(new BridgeSpec("br.100"));
        var path = SysctlPath.ForLink(AddressFamily.InterNetwork, "br.100", "rp_filter");
        Host.Namespace.WriteSysctl(path, "2");
        Assert.That(Host.Namespace.ReadSysctl(path), Is.EqualTo("2"));
    }

    [Test]
    public void Settings_of_interfaces_are_written_in_the_namespace_and_nowhere_else_however_often()
    {
        var (ours, later) = (SysctlPath.ForLink(AddressFamily.InterNetworkV6, "lo", "hop_limit"), SysctlPath.ForLink(AddressFamily.InterNetworkV6, "later", "hop_limit"));
        using var current = NetworkNamespace.OpenCurrent();
        var before = current.ReadSysctl(ours);
        Host.Namespace.WriteSysctl(ours, "11");
        Host.Route.CreateLink(new BridgeSpec("later"));

        Host.Namespace.WriteSysctls(new SysctlSetting(ours, "12"), new SysctlSetting(later, "13"));

        Assert.That(Host.Namespace.ReadSysctls(ours, later), Is.EqualTo(new[] { "12", "13" }));
        Assert.That(current.ReadSysctl(ours), Is.EqualTo(before));
        Assert.That(
            () => Host.Namespace.WriteSysctl(SysctlPath.ForLink(AddressFamily.InterNetworkV6, "absent", "hop_limit"), "1"),
            Throws.TypeOf<SysctlException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void A_value_that_is_refused_names_setting_value_and_reason()
    {
        var error = Assert.Throws<SysctlException>(() => Host.Namespace.WriteSysctls(new SysctlSetting(Forward, "1"), new SysctlSetting(Forward, "nonsense")))!;
        Assert.That((error.Sysctl, error.WantedValue, error.Errno), Is.EqualTo((Forward, "nonsense", Errno.EINVAL)));
        Assert.That(Host.Namespace.ReadSysctl(Forward), Is.EqualTo("1"), "what stood before it is written");
        Assert.That(() => Host.Namespace.WriteSysctl(new SysctlPath("net/ipv4/no_such_setting"), "1"), Throws.TypeOf<SysctlException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [TestCase("kernel/hostname")]
    [TestCase("net/../kernel/hostname")]
    [TestCase("net/ipv4/./ip_forward")]
    [TestCase("net//ip_forward")]
    [TestCase("net/ipv4/ip_forward/")]
    [TestCase("/net/ipv4/ip_forward")]
    [TestCase("net/ipv4/a b")]
    [TestCase("net.ipv4.ip_forward")]
    public void A_name_that_leads_elsewhere_is_refused(string path) => Assert.That(() => new SysctlPath(path), Throws.ArgumentException);
}
