namespace NetController.Netlink.Tests;

public sealed class ErrorTextTests
{
    private static readonly SysctlPath Forward = new("net/ipv4/ip_forward");

    [Test]
    public void A_read_only_proc_is_named_with_its_remedy()
    {
        var error = new SysctlException(Forward, "1", Errno.EROFS);
        Assert.That(error.Message, Is.EqualTo(
            "cannot set sysctl net/ipv4/ip_forward to \"1\": EROFS (Read-only file system); /proc/sys is mounted read-only here: "
            + "set it on the host (sysctl -w net/ipv4/ip_forward=1) or remount /proc/sys writable"));
    }

    [Test]
    public void A_missing_privilege_is_named_with_its_remedy() =>
        Assert.That(new SysctlException(Forward, "1", Errno.EACCES).Message, Does.EndWith("it takes root (CAP_NET_ADMIN) in the namespace's user namespace"));

    [Test]
    public void Settings_of_a_link_are_found_by_family()
    {
        Assert.That(SysctlPath.ForLink(System.Net.Sockets.AddressFamily.InterNetworkV6, "eth0.5", "accept_ra").ToString(), Is.EqualTo("net/ipv6/conf/eth0.5/accept_ra"));
        Assert.That(() => SysctlPath.ForLink(System.Net.Sockets.AddressFamily.Unix, "eth0", "x"), Throws.ArgumentException);
        Assert.That(() => SysctlPath.ForLink(System.Net.Sockets.AddressFamily.InterNetwork, "a/b", "x"), Throws.ArgumentException);
    }
}
