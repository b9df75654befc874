using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Ipam;
using NetController.Netctl.Kernel.Tests.Daemon;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>What init was told holds for the commands that follow.</summary>
public sealed class InitSettingsTests : NetctlTest
{
    [Test]
    public void Later_commands_choose_from_the_pools_and_follow_the_firewall_that_init_was_given()
    {
        NetctlOk("init --firewall none --default-address-pool base=10.10.0.0/16,size=26");

        NetctlOk("network create web");

        Assert.Multiple(() =>
        {
            Assert.That(Inspect("bridge").GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Subnet").GetString(), Is.EqualTo("10.10.0.0/26"));
            Assert.That(Inspect("web").GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Subnet").GetString(), Is.EqualTo("10.10.0.64/26"));
            Assert.That(Netctl("check").ExitCode, Is.Zero);
            Assert.That(Host.Run("iptables-save"), Does.Not.Contain("NETCTL"));
        });
    }

    [Test]
    public void A_flag_of_a_later_command_wins_over_what_init_was_given()
    {
        NetctlOk("init --firewall none");

        var check = Netctl("--firewall iptables check");

        Assert.That(check.ExitCode, Is.EqualTo(6), check.Error);
        Assert.That(check.Output, Does.Contain("NETCTL-FORWARD"));
    }

    [Test]
    public void The_next_init_starts_from_the_defaults_again()
    {
        NetctlOk("init --firewall none --default-address-pool base=10.10.0.0/16,size=26");

        NetctlOk("init");

        Assert.That(Netctl("check").ExitCode, Is.Zero);
        Assert.That(Host.Run("iptables-save"), Does.Contain("NETCTL-FORWARD"));
    }

    [Test]
    public async Task What_a_daemon_was_told_holds_for_commands_on_its_state_when_it_has_ended()
    {
        await using (var daemon = await DaemonOfTest.StartAsync(Root, Host.Path, static options => options with
        {
            AllowDirectRouting = true,
            AcceptMark = new FirewallMark(1),
            AddressPools = [AddressPoolTemplate.Parse("base=10.10.0.0/16,size=26")],
        }))
        {
            await daemon.Controller.CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()));
        }

        var before = Netctl("check");
        NetctlOk("network create db");

        Assert.Multiple(() =>
        {
            Assert.That(before.ExitCode, Is.Zero, before.Output);
            Assert.That(Netctl("check").ExitCode, Is.Zero);
            Assert.That(Inspect("db").GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Subnet").GetString(), Is.EqualTo("10.10.0.128/26"));
            Assert.That(Host.Run("iptables-save"), Does.Not.Contain("NETCTL"));
        });
    }

    [Test]
    public void Damaged_settings_are_an_error_that_says_what_to_do_and_init_writes_them_anew()
    {
        NetctlOk("init");
        File.WriteAllText(Path.Combine(Root, "last-start.json"), "{ \"Firewall\": \"magic\"");

        var check = Netctl("check");

        Assert.That(check.ExitCode, Is.EqualTo(1));
        Assert.That(check.Error, Does.Contain("last-start.json").And.Contain("netctl init"));
        NetctlOk("init");
        Assert.That(Netctl("check").ExitCode, Is.Zero);
    }
}
