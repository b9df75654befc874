using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall;
using NetController.Ipam;
using NetController.Netctl.Options;

namespace NetController.Netctl.Tests;

/// <summary>What a start keeps for the commands that follow.</summary>
public sealed class SettingsTests
{
    private string _folder = "";

    private string FilePath => Path.Combine(_folder, LastStart.FileName);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netctl-settings-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_the_last_start_was_told_about_rules_subnets_and_addresses_holds_for_every_later_command()
    {
        var started = new NetworkControllerOptions
        {
            StateDirectory = _folder,
            RunDirectory = Path.Combine(_folder, "run"),
            Firewall = FirewallBackend.None,
            AllowDirectRouting = true,
            AcceptMark = new FirewallMark(1, 0xff),
            GuardForwarding = false,
            AddressPools = [AddressPoolTemplate.Parse("base=10.9.0.0/16,size=24"), AddressPoolTemplate.Parse("base=fd00:9::/48,size=64")],
            ReservedSubnets = [IPPrefix.Parse("10.8.0.0/16")],
            HostGatewayAddresses = [AddressText.Parse("192.0.2.7"), AddressText.Parse("2001:db8::7")],
            DefaultHostBinding = AddressText.Parse("192.0.2.1"),
            HostNamespacePath = "/run/netns/host",
        };
        Remember(started);

        var opened = ControllerOptions.OfLastStart(Global());

        Assert.That(WithoutLists(opened), Is.EqualTo(WithoutLists(started) with { KeepPresentSandboxes = true }));
        Assert.That(opened.AddressPools, Is.EqualTo(started.AddressPools));
        Assert.That(opened.ReservedSubnets, Is.EqualTo(started.ReservedSubnets));
        Assert.That(opened.HostGatewayAddresses, Is.EqualTo(started.HostGatewayAddresses));
    }

    [TestCase(FirewallBackend.None)]
    [TestCase(FirewallBackend.Nftables)]
    public void Auto_is_remembered_as_the_backend_that_was_chosen(FirewallBackend chosen)
    {
        Remember(new NetworkControllerOptions { Firewall = FirewallBackend.Auto }, chosen);

        Assert.That(ControllerOptions.OfLastStart(Global()).Firewall, Is.EqualTo(chosen));
    }

    [Test]
    public void A_flag_wins_over_what_the_last_start_was_told()
    {
        Remember(new NetworkControllerOptions { AllowDirectRouting = true });

        var opened = ControllerOptions.OfLastStart(Global() with { Firewall = FirewallBackend.Nftables });

        Assert.That((opened.Firewall, opened.AllowDirectRouting), Is.EqualTo((FirewallBackend.Nftables, true)));
    }

    [Test]
    public void A_state_without_a_start_is_opened_with_the_defaults()
    {
        var opened = ControllerOptions.OfLastStart(Global());

        Assert.That(opened, Is.EqualTo(ControllerOptions.Of(Global())));
    }

    [TestCase("{ \"Firewall\": \"nftables\"", "cannot be read")]
    [TestCase("null", "holds nothing")]
    [TestCase("{ \"Firewall\": \"nftables\", \"AcceptMark\": \"red\" }", "'red' is no mark")]
    [TestCase("{ \"Firewall\": \"nftables\", \"AddressPools\": [\"ten\"] }", "'ten'")]
    [TestCase("{ \"Firewall\": \"pf\" }", "'pf', which is not built in")]
    [TestCase("{ \"Firewall\": \"7\" }", "'7', which is not built in")]
    public void What_cannot_be_followed_is_an_error_with_a_remedy(string text, string words)
    {
        File.WriteAllText(FilePath, text);

        var error = Assert.Throws<ResourceUnavailableException>(() => ControllerOptions.OfLastStart(Global()));

        Assert.That(error!.Message, Does.Contain(words).And.Contain("daemon"));
    }

    [Test]
    public void What_is_kept_already_is_not_written_again()
    {
        Remember(new NetworkControllerOptions());
        File.SetLastWriteTimeUtc(FilePath, DateTime.UnixEpoch);

        Remember(new NetworkControllerOptions());
        var unchanged = File.GetLastWriteTimeUtc(FilePath);
        Remember(new NetworkControllerOptions { AllowDirectRouting = true });

        Assert.That(unchanged, Is.EqualTo(DateTime.UnixEpoch));
        Assert.That(File.GetLastWriteTimeUtc(FilePath), Is.GreaterThan(DateTime.UnixEpoch));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { FilePath }));
    }

    private static NetworkControllerOptions WithoutLists(NetworkControllerOptions options) =>
        options with { AddressPools = [], ReservedSubnets = [], HostGatewayAddresses = [], ActiveSandboxes = [] };

    private GlobalOptions Global() => new() { StateDirectory = _folder, RunDirectory = Path.Combine(_folder, "run") };

    private void Remember(NetworkControllerOptions options, FirewallBackend chosen = FirewallBackend.None)
    {
        var firewall = FirewallBackends.Create(chosen, new FirewallContext(InstanceId.New(RandomSource.Secure), NullLoggerFactory.Instance));
        LastStart.Of(options, firewall).Write(_folder);
    }
}
