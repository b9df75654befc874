using NetController.Firewall;
using NetController.Ipam;
using NetController.Netctl.Options;
using NetController.Netctl.State;

namespace NetController.Netctl.Tests;

/// <summary>What init keeps for the commands that follow.</summary>
public sealed class SettingsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netctl-settings-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_address_that_ports_bind_to_reaches_every_later_command()
    {
        new InitSettings(FirewallBackend.None, [AddressPoolTemplate.Parse("base=10.9.0.0/16,size=24")], AddressText.Parse("192.0.2.1")).Write(_folder);

        var options = ControllerOptions.Of(new GlobalOptions { StateDirectory = _folder, RunDirectory = _folder }, InitSettings.Read(_folder));

        Assert.That(options.DefaultHostBinding, Is.EqualTo(AddressText.Parse("192.0.2.1")));
    }

    [Test]
    public void Settings_that_were_written_before_ports_could_be_bound_are_understood()
    {
        File.WriteAllText(Path.Combine(_folder, "netctl.json"), """{ "Firewall": "none", "DefaultAddressPools": [] }""");

        Assert.That(InitSettings.Read(_folder), Is.EqualTo(new InitSettings(FirewallBackend.None, [], null)));
    }
}
