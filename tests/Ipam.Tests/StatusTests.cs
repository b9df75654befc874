namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class StatusTests
{
    [TestCase("10.0.0.0/24", null, 254UL)]
    [TestCase("10.0.0.0/31", null, 2UL)]
    [TestCase("10.0.0.0/32", null, 1UL)]
    [TestCase("10.0.0.0/24", "10.0.0.0/28", 15UL, Description = "the network address lies in the range")]
    [TestCase("10.0.0.0/24", "10.0.0.240/28", 15UL, Description = "the broadcast address lies in the range")]
    [TestCase("10.0.0.0/24", "10.0.0.16/28", 16UL)]
    [TestCase("0.0.0.0/0", null, 4294967294UL)]
    [TestCase("fd00::/127", null, 2UL)]
    [TestCase("fd00::/65", null, 9223372036854775807UL)]
    [TestCase("fd00::/64", null, 18446744073709551615UL)]
    [TestCase("fd00::/8", null, ulong.MaxValue, Description = "capped")]
    [TestCase("::/0", null, ulong.MaxValue, Description = "capped")]
    public void An_untouched_pool_counts_its_free_addresses(string subnet, string? range, ulong free)
    {
        var ipam = new IpamFixture();
        ipam.Take(subnet, range);

        Assert.That((ipam.OnlyPool.AddressesFree, ipam.OnlyPool.AddressesInUse, ipam.OnlyPool.AddressesResting), Is.EqualTo((free, 0UL, 0UL)));
    }

    [Test]
    public void Held_and_resting_addresses_are_counted_apart_and_those_outside_the_range_are_not_missing_in_it()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24", "10.0.0.128/25", "web");
        ipam.Lease(pool, "web", "10.0.0.1", LeaseKind.Gateway);
        ipam.Lease(pool, "router", "10.0.0.200", LeaseKind.Auxiliary);
        ipam.Release(pool, ipam.Lease(pool, "a"));

        var status = ipam.OnlyPool;

        Assert.That(
            status, Is.EqualTo(new PoolStatus(pool, status.Network, "web", AddressesInUse: 2, AddressesResting: 1, AddressesFree: 125)));
    }

    [Test]
    public void An_address_whose_rest_is_over_counts_as_free()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Release(pool, ipam.Lease(pool, "a"));
        ipam.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((ipam.OnlyPool.AddressesFree, ipam.OnlyPool.AddressesResting), Is.EqualTo((254UL, 0UL)));
    }

    [Test]
    public void Pools_are_listed_in_the_order_of_their_subnets()
    {
        var ipam = new IpamFixture();
        foreach (var subnet in new[] { "fd00::/64", "10.9.0.0/24", "192.168.0.0/24", "10.10.0.0/24" })
        {
            ipam.Take(subnet);
        }

        Assert.That(
            ipam.Driver.GetStatus().Pools.Select(static pool => pool.Pool.Subnet.ToString()),
            Is.EqualTo(new[] { "10.9.0.0/24", "10.10.0.0/24", "192.168.0.0/24", "fd00::/64" }));
    }

    [TestCase("", 0)]
    [TestCase("10.0.0.0/24", 1)]
    [TestCase("10.0.0.0/26,10.0.0.64/26,10.0.1.0/26", 2, Description = "small pools share a subnet")]
    [TestCase("10.0.4.0/22", 4, Description = "a large pool takes several")]
    [TestCase("10.0.0.0/25,10.0.1.0/24,10.0.128.0/17", 130)]
    [TestCase("10.0.0.0/8", 256, Description = "all of it")]
    [TestCase("11.0.0.0/24,9.0.0.0/24,fd00::/64", 0, Description = "elsewhere")]
    public void A_default_pool_counts_its_subnets_that_networks_touch(string held, int inUse)
    {
        var ipam = new IpamFixture("base=10.0.0.0/16,size=24");
        foreach (var subnet in held.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            ipam.Take(subnet);
        }

        var source = ipam.Driver.GetStatus().Sources[0];

        Assert.That((source.SubnetsTotal, source.SubnetsInUse), Is.EqualTo(((UInt128)256, (UInt128)inUse)));
    }

    [Test]
    public void The_largest_default_pool_is_counted_without_overflow()
    {
        var ipam = new IpamFixture("base=::/0,size=126");
        ipam.Take("::/0");

        var source = ipam.Driver.GetStatus().Sources[0];

        Assert.That((source.SubnetsTotal, source.SubnetsInUse), Is.EqualTo((UInt128.One << 126, UInt128.One << 126)));
    }
}
