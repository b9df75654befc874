using NetController.TestSupport;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>Who may open the state, and what those can do who may not.</summary>
public sealed class StateAccessTests : NetctlTest
{
    private const string WithoutNetAdmin = "setpriv --bounding-set=-net_admin --inh-caps=-net_admin";

    [Test]
    public void A_state_that_is_open_elsewhere_is_refused_by_name_but_can_be_read()
    {
        NetctlOk("init");
        var listed = NetctlOk("network ls");
        using var held = File.OpenHandle(Path.Combine(Root, "networks.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var check = Netctl("check");
        var create = Netctl("network create web");

        Assert.Multiple(() =>
        {
            Assert.That((check.ExitCode, create.ExitCode), Is.EqualTo((1, 1)));
            Assert.That(check.Error, Does.StartWith("error: ").And.Contain(Root).And.Contain("is in use by").And.Contain("hint: "));
            Assert.That(NetctlOk("network ls"), Is.EqualTo(listed));
            Assert.That(Inspect("bridge").GetProperty("State").GetProperty("Link").GetString(), Is.EqualTo("netctl0"));
        });
    }

    [Test]
    public void Reading_needs_no_capability_and_everything_else_says_what_it_needs()
    {
        NetctlOk("init");

        var list = NetctlUnder(WithoutNetAdmin, "network ls");
        var check = NetctlUnder(WithoutNetAdmin, "check");

        Assert.Multiple(() =>
        {
            Assert.That(list.ExitCode, Is.Zero, list.Error);
            Assert.That(check.ExitCode, Is.EqualTo(5));
            Assert.That(check.Error, Does.Contain("error: managing networks needs the capability CAP_NET_ADMIN").And.Contain("hint: run as root"));
        });
    }

    [TestCase("network ls")]
    [TestCase("network inspect web")]
    [TestCase("check")]
    [TestCase("repair")]
    [TestCase("network create web")]
    [TestCase("pools")]
    public void Where_nothing_was_initialised_it_says_so(string command)
    {
        var result = Netctl(command);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain(Root).And.Contain("run `netctl init` first"));
    }

    [Test]
    public void A_read_only_proc_sys_is_named_and_nothing_stays_behind()
    {
        var before = KernelSnapshot.Capture(Host.Namespace);

        var result = NetctlUnder(
            "unshare --mount sh -c 'mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro,nosuid,nodev,noexec /proc/sys && exec \"$@\"' --", "init");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(5), result.Error);
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain("net/ipv").And.Contain("read-only").IgnoreCase.And.Contain("hint: "));
        });
        before.AssertSame(KernelSnapshot.Capture(Host.Namespace));
    }

    [Test]
    public void A_missing_firewall_program_is_named_with_what_to_install_or_to_choose()
    {
        const string WithoutPrograms = "unshare --mount sh -c 'mount -t tmpfs none /usr/sbin && exec \"$@\"' --";

        var result = NetctlUnder(WithoutPrograms, "--firewall iptables init");
        var automatic = NetctlUnder(WithoutPrograms, "init");
        var rules = Host.Run("nft list table inet netctl");
        var without = NetctlUnder(WithoutPrograms, "--firewall none init");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain("iptables").And.Contain("hint: install").And.Contain("--firewall nftables"));
            Assert.That(automatic.ExitCode, Is.Zero, automatic.Error);
            Assert.That(rules, Does.Contain("\"netctl0\""), "without the program, nf_tables does it");
            Assert.That(without.ExitCode, Is.Zero, without.Error);
        });
    }
}
