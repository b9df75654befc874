using NetController.Controller.Tests.Fakes;

namespace NetController.Controller.Tests;

/// <summary>No two networks get the same subnet, whoever holds it at the moment. 172.17.0.0/24 is always the default bridge's.</summary>
[TestFixture]
internal sealed class OccupiedSubnetTests
{
    [Test]
    public async Task The_subnet_of_a_network_that_could_not_be_restored_is_not_given_away()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "172.17.1.0/24"));
        bed.Machine.Rewrite("web", static record => record with { IpamDriver = "gone" });
        bed.Machine.Reboot("boot-2");
        await using var controller = await bed.InitializeAsync();

        var refused = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db", "172.17.0.0/16")));
        var named = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db", "172.17.1.128/25")));
        var chosen = await controller.CreateNetworkAsync(Testbed.Bridge("db"));

        Assert.That(refused!.With.Source, Is.EqualTo(OccupantKind.Network));
        Assert.That((named!.With.Source, named.With.Prefix.ToString()), Is.EqualTo((OccupantKind.Network, "172.17.1.0/24")));
        Assert.That(named.Message, Does.Contain("the subnet of network 'web'"));
        Assert.That(chosen.Record.Pools[0].Subnet.ToString(), Is.EqualTo("172.17.2.0/24"));
    }

    [Test]
    public async Task The_subnets_of_one_IPAM_driver_are_not_given_away_by_another()
    {
        var bed = new Testbed();
        bed.MoreIpamDrivers = [context => new OtherIpamDriver(bed.CreateIpam(context))];
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web") with { IpamDriver = OtherIpamDriver.OwnName });

        var refused = await Assert.ThrowsAsync<SubnetOverlapException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("db", "172.17.1.0/24")));
        var db = await controller.CreateNetworkAsync(Testbed.Bridge("db"));

        Assert.That(refused!.Message, Does.Contain("the subnet of network 'web'"));
        Assert.That((web.Record.Pools[0].Subnet.ToString(), db.Record.Pools[0].Subnet.ToString()), Is.EqualTo(("172.17.1.0/24", "172.17.2.0/24")));
    }
}
