using System.Security.Cryptography;
using System.Text;

namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class ConfigurationTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    [Test]
    public void The_built_in_pools_hold_thousands_of_networks()
    {
        var sources = new IpamFixture().Driver.GetStatus().Sources;

        Assert.That(
            sources.Select(static source => $"{source.Base} /{source.Size} {source.SubnetsTotal}"),
            Is.EqualTo(new[]
            {
                "172.17.0.0/16 /24 256", "172.18.0.0/15 /24 512", "172.20.0.0/14 /24 1024", "172.24.0.0/13 /24 2048",
                $"{UniqueLocalPrefix.For(InstanceId.Parse(new string('0', 63) + "1"))} /64 65536",
            }));
    }

    // The expectation is what `printf %s ID | sha256sum` prints first: 60e05bd1b1.
    [Test]
    public void The_unique_local_prefix_follows_from_the_instance_alone()
    {
        var prefix = UniqueLocalPrefix.For(InstanceId.Parse(Zeros));

        Assert.That(prefix.ToString(), Is.EqualTo("fd60:e05b:d1b1::/48"));
    }

    [Test]
    public void Different_instances_have_different_unique_local_prefixes()
    {
        var prefixes = Enumerable.Range(0, 1000)
            .Select(static seed => InstanceId.Parse(Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{seed}")))))
            .Select(UniqueLocalPrefix.For)
            .ToList();

        Assert.That(prefixes.Distinct().Count(), Is.EqualTo(1000));
        Assert.That(prefixes, Has.All.Matches<IPPrefix>(IPPrefix.Parse("fd00::/8").Contains));
    }

    [Test]
    public void Configured_pools_replace_the_built_in_ones_of_their_family()
    {
        var four = Bases(new IpamFixture("base=10.0.0.0/8,size=20"));
        var six = Bases(new IpamFixture("base=fd12::/32,size=64"));

        Assert.Multiple(() =>
        {
            Assert.That(four, Has.Count.EqualTo(2).And.Contains("10.0.0.0/8").And.Some.StartsWith("fd"));
            Assert.That(six, Is.EqualTo(new[] { "fd12::/32", "172.17.0.0/16", "172.18.0.0/15", "172.20.0.0/14", "172.24.0.0/13" }));
        });
    }

    [TestCase("base=10.0.0.0/8,size=24", "base=10.1.0.0/16,size=28")]
    [TestCase("base=10.1.0.0/16,size=24", "base=10.0.0.0/8,size=24")]
    [TestCase("base=fd00::/32,size=64", "base=fd00::/32,size=64")]
    public void Overlapping_pools_are_refused_naming_both(string first, string second)
    {
        var error = Assert.Throws<InvalidRequestException>(() => _ = new IpamFixture(first, "base=192.168.0.0/16,size=24", second));

        Assert.That(error.Problems.Single(), Does.Contain(first).And.Contain(second));
    }

    [Test]
    public void A_negative_quarantine_is_refused()
    {
        var options = new IpamOptions { QuarantineTime = TimeSpan.FromSeconds(-1) };

        Assert.That(() => new IpamFixture(options), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("-00:00:01"));
    }

    [Test]
    public void The_options_are_fine_by_default_and_rest_addresses_for_a_minute()
    {
        var options = new IpamOptions();

        Assert.That(options.Problems(), Is.Empty);
        Assert.That(options.QuarantineTime, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void The_driver_has_the_name_that_networks_take_by_default()
    {
        Assert.That(new IpamFixture().Driver.Name, Is.EqualTo("default"));
    }

    private static List<string> Bases(IpamFixture ipam) => [.. ipam.Driver.GetStatus().Sources.Select(static source => source.Base.ToString())];
}
