using Microsoft.Extensions.Logging.Abstractions;
using NetController.Firewall.Backends;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

public sealed class FirewallBackendsTests
{
    private static readonly FirewallContext Context = new(Samples.Instance, NullLoggerFactory.Instance);

    [TestCase(FirewallBackend.Auto, "iptables")]
    [TestCase(FirewallBackend.Iptables, "iptables")]
    [TestCase(FirewallBackend.None, "none")]
    public async Task A_backend_is_made_by_name(FirewallBackend backend, string name)
    {
        await using var firewall = FirewallBackends.Create(backend, Context);

        Assert.That(firewall.Name, Is.EqualTo(name));
    }

    [Test]
    public void A_backend_that_this_version_lacks_is_refused_with_what_to_choose_instead()
    {
        var missing = Assert.Throws<ResourceUnavailableException>(() => FirewallBackends.Create(FirewallBackend.Nftables, Context));

        Assert.That(missing!.Message, Does.Contain("--firewall iptables").And.Contain("--firewall none"));
    }

    [Test]
    public void A_program_that_is_not_installed_is_an_error_that_says_how_to_install_it() =>
        Assert.That(IptablesError.Missing("iptables-restore").Message, Does.Contain("iptables-restore").And.Contain("apt-get install iptables").And.Contain("--firewall none"));

    [Test]
    public void Programs_are_found_in_the_search_path_before_the_systems_folders()
    {
        var folder = Directory.CreateTempSubdirectory("nctest-path-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "some-tool"), "");

            Assert.That(IptablesPrograms.Find("some-tool", $"relative:{folder.FullName}"), Is.EqualTo(Path.Combine(folder.FullName, "some-tool")));
            Assert.That(IptablesPrograms.Find("some-tool", null), Is.Null);
            Assert.That(IptablesPrograms.Find("sh", ""), Is.Not.Null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Without_a_firewall_everything_is_clean_and_nothing_changes()
    {
        await using var firewall = new NoFirewall();
        await firewall.AdoptAsync(Samples.Set(Samples.Policy(1)), default);

        Assert.That(await firewall.ApplyAsync(Samples.Set(Samples.Policy(2)) with { SetEndpoints = [Samples.InIPv4(2, 2, "8080:80")] }, default), Is.Empty);
        Assert.That(await firewall.ApplyAsync(new FirewallChange { RemoveEndpoints = [Samples.Endpoint(0x202)] }, default), Is.Empty);
        Assert.That(await firewall.CheckAsync(default), Is.Empty);
        Assert.That(await firewall.RepairAsync(default), Is.Empty);
        Assert.That(await firewall.PlanAsync(Samples.Set(Samples.Policy(3)), default), Is.Empty);
        Assert.That(firewall.Render(), Does.Contain("no rules"));
    }
}
