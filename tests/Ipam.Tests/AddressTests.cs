namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class AddressTests
{
    [TestCase("10.0.0.0/29", "10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5,10.0.0.6", Description = "without network and broadcast")]
    [TestCase("10.0.0.0/30", "10.0.0.1,10.0.0.2")]
    [TestCase("10.0.0.2/31", "10.0.0.2,10.0.0.3", Description = "point to point")]
    [TestCase("10.0.0.7/32", "10.0.0.7")]
    [TestCase("fd00::/126", "fd00::1,fd00::2,fd00::3", Description = "without the anycast address; there is no broadcast")]
    [TestCase("fd00::4/127", "fd00::4,fd00::5", Description = "point to point")]
    [TestCase("fd00::7/128", "fd00::7")]
    public void Every_usable_address_is_given_once_the_lowest_first(string subnet, string expected)
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take(subnet, name: "web");
        var length = subnet[subnet.IndexOf('/', StringComparison.Ordinal)..];

        var given = expected.Split(',').Select(_ => ipam.Lease(pool, Guid.NewGuid().ToString())).ToList();

        Assert.That(given, Is.EqualTo(expected.Split(',').Select(address => address + length)));
        Assert.That(() => ipam.Lease(pool, "one more"), Throws.TypeOf<ResourceExhaustedException>().With.Message.Contains("network 'web'"));
    }

    [TestCase("10.0.0.0/24", "10.0.0.0", "network address")]
    [TestCase("10.0.0.0/24", "10.0.0.255", "broadcast address")]
    [TestCase("10.0.0.0/24", "10.0.1.1", "outside the subnet 10.0.0.0/24")]
    [TestCase("10.0.0.0/24", "fd00::1", "outside the subnet 10.0.0.0/24")]
    [TestCase("fd00::/64", "fd00::", "anycast address")]
    [TestCase("fd00::/64", "fd00:0:0:1::1", "outside the subnet fd00::/64")]
    [TestCase("fd00::/64", "::ffff:10.0.0.1", "outside the subnet fd00::/64")]
    public void An_address_that_no_host_may_have_is_refused_saying_why(string subnet, string address, string reason)
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take(subnet, name: "web");

        var error = Assert.Throws<InvalidRequestException>(() => ipam.Lease(pool, "e", address));

        Assert.That(error.Message, Does.Contain(reason).And.Contain("network 'web'"));
        Assert.That(ipam.OnlyPool.AddressesInUse, Is.Zero);
    }

    [Test]
    public void The_last_address_of_an_IPv6_subnet_can_be_held()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("fd00::/64");

        Assert.That(ipam.Lease(pool, "e", "fd00::ffff:ffff:ffff:ffff"), Is.EqualTo("fd00::ffff:ffff:ffff:ffff/64"));
    }

    [Test]
    public void Addresses_are_chosen_in_the_range_and_may_be_asked_for_outside_it()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/16", "10.0.5.0/30");

        var given = new[] { ipam.Lease(pool, "a", "10.0.9.9"), ipam.Lease(pool, "b"), ipam.Lease(pool, "c"), ipam.Lease(pool, "d"), ipam.Lease(pool, "e") };

        Assert.That(given, Is.EqualTo(new[] { "10.0.9.9/16", "10.0.5.0/16", "10.0.5.1/16", "10.0.5.2/16", "10.0.5.3/16" }));
        Assert.That(
            () => ipam.Lease(pool, "f"),
            Throws.TypeOf<ResourceExhaustedException>().With.Message.Contains("range 10.0.5.0/30 of subnet 10.0.0.0/16").And.Message.Contains("outside the range"));
    }

    [TestCase("10.0.0.0/24", "10.0.0.0/30", "10.0.0.1/24", Description = "the range begins with the network address")]
    [TestCase("10.0.0.0/24", "10.0.0.254/31", "10.0.0.254/24")]
    [TestCase("fd00::/64", "fd00::/126", "fd00::1/64")]
    public void A_range_at_the_edge_of_the_subnet_leaves_its_reserved_addresses_out(string subnet, string range, string expected)
    {
        var ipam = new IpamFixture();

        Assert.That(ipam.Lease(ipam.Take(subnet, range), "e"), Is.EqualTo(expected));
    }

    [TestCase(LeaseKind.Gateway, "web", "the gateway of network 'web'")]
    [TestCase(LeaseKind.Auxiliary, "router", "auxiliary address 'router' of network 'web'")]
    [TestCase(LeaseKind.Endpoint, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "endpoint 0123456789ab")]
    [TestCase(LeaseKind.Endpoint, "db", "endpoint db")]
    public void A_held_address_is_refused_naming_its_holder(LeaseKind kind, string owner, string holder)
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24", name: "web");
        ipam.Lease(pool, owner, "10.0.0.9", kind);

        var error = Assert.Throws<AddressInUseException>(() => ipam.Lease(pool, "other", "10.0.0.9"));

        Assert.That((error.Holder, error.Address), Is.EqualTo((holder, AddressText.Parse("10.0.0.9"))));
    }

    [Test]
    public void Addresses_asked_for_are_stepped_over_when_one_is_chosen()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Lease(pool, "gw", "10.0.0.1", LeaseKind.Gateway);
        ipam.Lease(pool, "a", "10.0.0.3");

        Assert.That((ipam.Lease(pool, "b"), ipam.Lease(pool, "c")), Is.EqualTo(("10.0.0.2/24", "10.0.0.4/24")));
    }

    [Test]
    public void An_address_of_an_unknown_pool_is_not_found_and_its_release_is_done_already()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        ipam.Drop(pool);

        Assert.That(() => ipam.Lease(pool, "e"), Throws.TypeOf<ObjectNotFoundException>());
        Assert.That(() => ipam.Release(pool, "10.0.0.1"), Throws.Nothing);
    }

    [Test]
    public void A_pool_is_given_back_with_its_addresses()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/30");
        ipam.Lease(pool, "a");
        ipam.Lease(pool, "b");

        ipam.Drop(pool);

        Assert.That(ipam.Lease(ipam.Take("10.0.0.0/30"), "c"), Is.EqualTo("10.0.0.1/30"));
    }

    [Test]
    public void Parallel_requests_never_give_an_address_twice()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("fd00::/64");
        var given = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 16 }, owner => given.Add(ipam.Lease(pool, $"{owner}")));

        Assert.That(given.Distinct().Count(), Is.EqualTo(500));
    }

    [Test]
    public void A_cancelled_request_takes_nothing()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("10.0.0.0/24");
        var cancelled = new CancellationToken(canceled: true);

        Assert.That(() => ipam.Driver.RequestPoolAsync(ipam.Ask(IPFamily.IPv4), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => ipam.Driver.RequestAddressAsync(pool.Id, new AddressRequest(LeaseKind.Endpoint, "e"), cancelled),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ipam.OnlyPool.AddressesInUse, Is.Zero);
    }
}
