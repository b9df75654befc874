namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class StaticPoolTests
{
    [TestCase("10.5.0.0/16", "10.5.0.0/16", Description = "the same")]
    [TestCase("10.5.0.0/16", "10.5.7.0/24", Description = "inside")]
    [TestCase("10.5.7.0/24", "10.0.0.0/8", Description = "around")]
    [TestCase("0.0.0.0/0", "10.0.0.0/8")]
    [TestCase("fd00::/64", "fd00::/8")]
    [TestCase("fd00::/64", "fd00::ff/128")]
    public void A_subnet_that_overlaps_another_network_is_refused_naming_it(string held, string wanted)
    {
        var ipam = new IpamFixture();
        ipam.Take(held, name: "web");

        var error = Assert.Throws<SubnetOverlapException>(() => ipam.Take(wanted));

        Assert.Multiple(() =>
        {
            Assert.That(error.With, Is.EqualTo(IpamFixture.Occupied(held, OccupantKind.Network, "the subnet of network 'web' (000000000001)")));
            Assert.That(error.Subnet, Is.EqualTo(IPPrefix.Parse(wanted)));
            Assert.That(ipam.OnlyPool.NetworkName, Is.EqualTo("web"));
        });
    }

    [TestCase("10.5.0.0/16", "10.6.0.0/16")]
    [TestCase("10.5.0.0/24", "10.5.1.0/24")]
    [TestCase("0.0.0.0/0", "::/0")]
    [TestCase("10.0.0.0/31", "10.0.0.2/31")]
    public void Subnets_that_share_no_address_stand_side_by_side(string first, string second)
    {
        var ipam = new IpamFixture();
        ipam.Take(first);

        Assert.That(ipam.Take(second).Subnet.ToString(), Is.EqualTo(second));
    }

    [TestCase(OccupantKind.HostAddress)]
    [TestCase(OccupantKind.HostRoute)]
    [TestCase(OccupantKind.Network)]
    public void A_subnet_that_overlaps_what_the_host_uses_is_refused_naming_the_culprit(OccupantKind kind)
    {
        var ipam = new IpamFixture();
        var culprit = IpamFixture.Occupied("192.0.2.0/24", kind, "address 192.0.2.2/24 of link eth0");
        var request = ipam.Ask(IPFamily.IPv4) with { Subnet = IPPrefix.Parse("192.0.0.0/16"), Occupied = [culprit] };

        var error = Assert.Throws<SubnetOverlapException>(() => ipam.Take(request));

        Assert.That((error.With, error.Message.Contains("link eth0", StringComparison.Ordinal)), Is.EqualTo((culprit, true)));
        Assert.That(ipam.Driver.GetStatus().Pools, Is.Empty);
    }

    [TestCase(OccupantKind.NameServer)]
    [TestCase(OccupantKind.Reserved)]
    public void Name_servers_and_reserved_subnets_do_not_stand_against_a_subnet_asked_for(OccupantKind kind)
    {
        var ipam = new IpamFixture();
        var request = ipam.Ask(IPFamily.IPv4) with
        {
            Subnet = IPPrefix.Parse("192.0.2.0/24"),
            Occupied = [IpamFixture.Occupied("192.0.2.53/32", kind, "x")],
        };

        Assert.That(ipam.Take(request).Subnet, Is.EqualTo(request.Subnet));
    }

    [TestCase("10.5.0.0/16", "10.5.0.0/16")]
    [TestCase("10.5.0.0/16", "10.5.255.0/24")]
    [TestCase("fd00::/48", "fd00:0:0:1::/64")]
    public void A_range_may_be_any_part_of_the_subnet(string subnet, string range)
    {
        var ipam = new IpamFixture();

        Assert.That(ipam.Take(subnet, range).Range, Is.EqualTo(IPPrefix.Parse(range)));
    }

    [TestCase("10.5.0.0/16", "10.4.0.0/14", Description = "larger")]
    [TestCase("10.5.0.0/16", "10.6.0.0/24", Description = "elsewhere")]
    [TestCase("10.5.0.0/16", "fd00::/64", Description = "another family")]
    public void A_range_outside_the_subnet_is_refused(string subnet, string range)
    {
        var ipam = new IpamFixture();

        var error = Assert.Throws<InvalidRequestException>(() => ipam.Take(subnet, range, "web"));

        Assert.That(error.Message, Does.Contain("network 'web'").And.Contain(range).And.Contain(subnet));
        Assert.That(ipam.Driver.GetStatus().Pools, Is.Empty);
    }

    [Test]
    public void All_that_is_wrong_with_a_request_is_reported_together()
    {
        var ipam = new IpamFixture();
        var request = ipam.Ask(IPFamily.IPv6) with
        {
            Subnet = IPPrefix.Parse("10.0.0.0/8"),
            PrefixLength = 24,
            Range = IPPrefix.Parse("11.0.0.0/24"),
        };

        var error = Assert.Throws<InvalidRequestException>(() => ipam.Take(request));

        Assert.That(error.Problems, Has.Length.EqualTo(3));
    }

    [Test]
    public void A_late_release_does_not_drop_the_next_holder_of_the_same_subnet()
    {
        var ipam = new IpamFixture();
        var first = ipam.Take("10.5.0.0/16");
        ipam.Drop(first);
        ipam.Take("10.5.0.0/16", name: "next");

        ipam.Drop(first);

        Assert.That(ipam.OnlyPool.NetworkName, Is.EqualTo("next"));
    }

    [Test]
    public void Releasing_an_unknown_pool_is_done_already()
    {
        var ipam = new IpamFixture();

        Assert.That(() => ipam.Drop(new AddressPool(new PoolId("never"), IPPrefix.Parse("10.0.0.0/8"), null)), Throws.Nothing);
    }

    [Test]
    public void Of_a_hundred_parallel_requests_for_one_subnet_exactly_one_wins_and_the_rest_name_it()
    {
        var ipam = new IpamFixture();
        var wanted = IPPrefix.Parse("10.5.0.0/24");
        var winners = new System.Collections.Concurrent.ConcurrentBag<AddressPool>();
        var losers = new System.Collections.Concurrent.ConcurrentBag<SubnetOverlapException>();

        Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            try
            {
                winners.Add(ipam.Take(ipam.Ask(IPFamily.IPv4) with { Subnet = wanted }));
            }
            catch (SubnetOverlapException overlap)
            {
                losers.Add(overlap);
            }
        });

        Assert.That((winners.Count, losers.Count), Is.EqualTo((1, 99)));
        Assert.That(losers.Select(static loser => loser.With.Description).Distinct().Single(), Does.Contain($"network '{ipam.OnlyPool.NetworkName}'"));
    }

    [Test]
    public void Parallel_choices_never_overlap()
    {
        var ipam = new IpamFixture("base=10.0.0.0/16,size=24");
        var chosen = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 256, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ => chosen.Add(ipam.Choose()));

        Assert.That(chosen.Distinct().Count(), Is.EqualTo(256));
    }
}
