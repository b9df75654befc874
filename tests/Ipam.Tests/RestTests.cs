namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class RestTests
{
    [Test]
    public void A_released_address_is_not_chosen_before_its_rest_is_over()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Release(pool, ipam.Lease(pool, "a"));
        ipam.Time.Advance(TimeSpan.FromSeconds(59));

        var during = ipam.Lease(pool, "b");
        ipam.Time.Advance(TimeSpan.FromSeconds(1));
        var after = ipam.Lease(pool, "c");

        Assert.That((during, after), Is.EqualTo(("10.0.0.2/24", "10.0.0.1/24")));
    }

    [Test]
    public void Where_all_others_are_held_the_longest_rested_address_is_chosen()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/29");
        var all = Enumerable.Range(0, 6).Select(owner => ipam.Lease(pool, $"{owner}")).ToList();
        foreach (var index in new[] { 4, 1, 3 })
        {
            ipam.Release(pool, all[index]);
            ipam.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var again = new[] { ipam.Lease(pool, "x"), ipam.Lease(pool, "y"), ipam.Lease(pool, "z") };

        Assert.That(again, Is.EqualTo(new[] { all[4], all[1], all[3] }));
    }

    [Test]
    public void A_resting_address_outside_the_range_is_not_chosen()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24", "10.0.0.8/32");
        ipam.Release(pool, ipam.Lease(pool, "a", "10.0.0.99"));
        ipam.Release(pool, ipam.Lease(pool, "b"));

        Assert.That(ipam.Lease(pool, "c"), Is.EqualTo("10.0.0.8/24"));
        Assert.That(() => ipam.Lease(pool, "d"), Throws.TypeOf<ResourceExhaustedException>());
    }

    [Test]
    public void A_returning_owner_gets_its_resting_address_back()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Lease(pool, "a");
        var old = ipam.Lease(pool, "b");
        ipam.Release(pool, old);

        Assert.That((ipam.Lease(pool, "c"), ipam.Lease(pool, "b")), Is.EqualTo(("10.0.0.3/24", old)));
    }

    [Test]
    public void Of_several_resting_addresses_an_owner_gets_back_the_one_it_released_last()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        var (first, second) = (ipam.Lease(pool, "a"), ipam.Lease(pool, "a"));
        ipam.Release(pool, second);
        ipam.Release(pool, first);

        Assert.That(ipam.Lease(pool, "a"), Is.EqualTo(first));
    }

    [Test]
    public void An_owner_whose_resting_address_was_taken_gets_another()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        var old = ipam.Lease(pool, "a");
        ipam.Release(pool, old);
        ipam.Lease(pool, "b", "10.0.0.1");

        Assert.That(ipam.Lease(pool, "a"), Is.EqualTo("10.0.0.2/24"));
    }

    [Test]
    public void An_auxiliary_address_and_an_endpoint_of_one_name_are_different_owners()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Release(pool, ipam.Lease(pool, "router", kind: LeaseKind.Auxiliary));

        Assert.That(ipam.Lease(pool, "router"), Is.EqualTo("10.0.0.2/24"));
    }

    [Test]
    public void A_resting_address_is_given_to_whoever_asks_for_it()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Release(pool, ipam.Lease(pool, "a", "10.0.0.9"));

        Assert.That(ipam.Lease(pool, "b", "10.0.0.9"), Is.EqualTo("10.0.0.9/24"));
        Assert.That(ipam.OnlyPool.AddressesResting, Is.Zero);
    }

    [Test]
    public void A_second_release_neither_restarts_the_rest_nor_frees_the_next_holder()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        var address = ipam.Lease(pool, "a");
        ipam.Release(pool, address);
        ipam.Time.Advance(TimeSpan.FromSeconds(40));

        ipam.Release(pool, address);
        ipam.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.That(ipam.Lease(pool, "b"), Is.EqualTo(address));
    }

    [TestCase("10.0.0.0", Description = "reserved")]
    [TestCase("10.0.0.77", Description = "free")]
    [TestCase("10.9.0.1", Description = "outside")]
    [TestCase("fd00::1", Description = "another family")]
    public void Releasing_what_nobody_holds_changes_nothing(string address)
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        var before = ipam.OnlyPool;

        ipam.Release(pool, address);

        Assert.That(ipam.OnlyPool, Is.EqualTo(before));
    }

    [Test]
    public void Without_a_quarantine_a_released_address_is_free_at_once()
    {
        var ipam = new IpamFixture(new IpamOptions { QuarantineTime = TimeSpan.Zero });
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Release(pool, ipam.Lease(pool, "a"));

        Assert.That(ipam.OnlyPool.AddressesResting, Is.Zero);
        Assert.That(ipam.Lease(pool, "b"), Is.EqualTo("10.0.0.1/24"));
    }
}
