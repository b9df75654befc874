namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class DynamicPoolTests
{
    [Test]
    public void The_lowest_free_subnet_of_the_first_pool_that_has_one_is_chosen()
    {
        var ipam = new IpamFixture("base=10.9.0.0/23,size=24", "base=10.1.0.0/24,size=24");

        var chosen = new[] { ipam.Choose(), ipam.Choose(), ipam.Choose() };

        Assert.That(chosen, Is.EqualTo(new[] { "10.9.0.0/24", "10.9.1.0/24", "10.1.0.0/24" }));
    }

    [Test]
    public void A_released_subnet_is_chosen_again()
    {
        var ipam = new IpamFixture("base=10.9.0.0/16,size=24");
        var first = ipam.Take(ipam.Ask(IPFamily.IPv4));
        ipam.Choose();

        ipam.Drop(first);

        Assert.That(ipam.Choose(), Is.EqualTo("10.9.0.0/24"));
    }

    [TestCase(OccupantKind.HostAddress)]
    [TestCase(OccupantKind.HostRoute)]
    [TestCase(OccupantKind.Network)]
    [TestCase(OccupantKind.NameServer)]
    [TestCase(OccupantKind.Reserved)]
    public void What_the_host_uses_is_avoided_whatever_it_is(OccupantKind kind)
    {
        var ipam = new IpamFixture("base=10.9.0.0/16,size=24");

        var chosen = ipam.Choose(null, IpamFixture.Occupied("10.9.0.77/32", kind, "x"), IpamFixture.Occupied("10.9.2.0/23", kind, "x"));
        var next = ipam.Choose(null, IpamFixture.Occupied("10.9.2.0/23", kind, "x"), IpamFixture.Occupied("10.9.0.0/24", kind, "x"));

        Assert.That((chosen, next), Is.EqualTo(("10.9.1.0/24", "10.9.4.0/24")));
    }

    [Test]
    public void A_subnet_that_was_avoided_once_is_chosen_when_the_host_uses_it_no_more()
    {
        var ipam = new IpamFixture("base=10.9.0.0/16,size=24");
        ipam.Choose(null, IpamFixture.Occupied("10.9.0.0/24", OccupantKind.HostRoute, "x"));

        Assert.That(ipam.Choose(), Is.EqualTo("10.9.0.0/24"));
    }

    [Test]
    public void A_subnet_asked_for_by_name_is_avoided_by_later_choices()
    {
        var ipam = new IpamFixture("base=10.9.0.0/16,size=24");
        ipam.Take("10.9.0.128/25");
        ipam.Take("10.9.1.0/24");

        Assert.That(ipam.Choose(), Is.EqualTo("10.9.2.0/24"));
    }

    [TestCase(IPFamily.IPv4, 24, "10.0.0.0/24", Description = "Docker's 0.0.0.0/24")]
    [TestCase(IPFamily.IPv4, 16, "10.0.0.0/16", Description = "the pool's own size")]
    [TestCase(IPFamily.IPv4, 12, "10.0.0.0/12", Description = "larger than the pool's size, within its base")]
    [TestCase(IPFamily.IPv4, 8, "10.0.0.0/8", Description = "all of the base")]
    [TestCase(IPFamily.IPv4, 31, "10.0.0.0/31")]
    [TestCase(IPFamily.IPv4, 32, "10.0.0.0/32")]
    [TestCase(IPFamily.IPv6, 120, "fd12::/120", Description = "Docker's ::/120")]
    [TestCase(IPFamily.IPv6, 32, "fd12::/32")]
    [TestCase(IPFamily.IPv6, 128, "fd12::/128")]
    public void A_length_chooses_a_subnet_of_that_length(IPFamily family, int length, string expected)
    {
        var ipam = new IpamFixture("base=10.0.0.0/8,size=16", "base=fd12::/32,size=64");

        Assert.That(ipam.Choose(family, length), Is.EqualTo(expected));
    }

    [Test]
    public void Subnets_of_mixed_lengths_are_aligned_and_fill_the_gaps()
    {
        var ipam = new IpamFixture("base=10.0.0.0/16,size=24");

        var chosen = new[] { ipam.Choose(30), ipam.Choose(24), ipam.Choose(30), ipam.Choose(25), ipam.Choose(20), ipam.Choose() };

        Assert.That(chosen, Is.EqualTo(new[] { "10.0.0.0/30", "10.0.1.0/24", "10.0.0.4/30", "10.0.0.128/25", "10.0.16.0/20", "10.0.2.0/24" }));
    }

    [Test]
    public void A_length_that_a_small_pool_cannot_hold_is_taken_from_a_larger_one()
    {
        var ipam = new IpamFixture("base=10.1.0.0/24,size=28", "base=10.2.0.0/16,size=24");

        Assert.That(ipam.Choose(20), Is.EqualTo("10.2.0.0/20"));
    }

    [Test]
    public void A_length_that_no_pool_holds_is_refused_naming_the_largest()
    {
        var ipam = new IpamFixture("base=10.1.0.0/24,size=28", "base=10.2.0.0/16,size=24");

        var error = Assert.Throws<InvalidRequestException>(() => ipam.Choose(12));

        Assert.That(error.Message, Does.Contain("network 'net1'").And.Contain("/12").And.Contain("/16").And.Contain("--default-address-pool"));
    }

    [TestCase(IPFamily.IPv4, 33)]
    [TestCase(IPFamily.IPv4, -1)]
    [TestCase(IPFamily.IPv6, 129)]
    public void A_length_that_no_address_has_is_refused(IPFamily family, int length)
    {
        var ipam = new IpamFixture();

        Assert.That(() => ipam.Choose(family, length), Throws.TypeOf<InvalidRequestException>());
    }

    [Test]
    public void A_range_without_a_subnet_is_refused()
    {
        var ipam = new IpamFixture();
        var request = ipam.Ask(IPFamily.IPv4, "web") with { Range = IPPrefix.Parse("172.17.0.0/25") };

        var error = Assert.Throws<InvalidRequestException>(() => ipam.Take(request));

        Assert.That(error.Message, Does.Contain("network 'web'").And.Contain("172.17.0.0/25"));
    }

    [Test]
    public void Exhaustion_names_the_pools_tried_who_uses_them_and_what_frees_them()
    {
        var ipam = new IpamFixture("base=10.1.0.0/22,size=24", "base=10.2.0.0/24,size=24");
        for (var taken = 0; taken < 4; taken++)
        {
            ipam.Choose();
        }

        var route = IpamFixture.Occupied("10.2.0.0/16", OccupantKind.HostRoute, "route 10.2.0.0/16 dev tun0");
        var error = Assert.Throws<ResourceExhaustedException>(() => ipam.Choose(null, route));

        Assert.That(
            error.Message,
            Is.EqualTo(
                "no IPv4 subnet of /24 is free for network 'net5' in the default pools 10.1.0.0/22, 10.2.0.0/24: "
                + "4 subnets are in use by 'net1', 'net2', 'net3' and 1 more; not to be used are 10.2.0.0/16 (route 10.2.0.0/16 dev tun0); "
                + "remove networks that nothing uses (netctl network prune), or configure more pools (--default-address-pool base=CIDR,size=N)"));
    }

    [Test]
    public void A_failed_choice_takes_nothing()
    {
        var ipam = new IpamFixture("base=10.1.0.0/24,size=24");
        ipam.Choose();

        Assert.That(() => ipam.Choose(), Throws.TypeOf<ResourceExhaustedException>());

        Assert.That(ipam.Driver.GetStatus().Pools, Has.Length.EqualTo(1));
    }
}
