using System.Diagnostics;

namespace NetController.Ipam.Tests;

[TestFixture]
[NonParallelizable]
internal sealed class ScaleTests
{
    // A walk over what is held costs thousands of times more; the margin is for a busy machine.
    private const double MostTimesSlower = 20;

    [Test]
    public void The_three_thousandth_network_costs_about_what_the_first_did()
    {
        var ipam = new IpamFixture();
        Action takeAndDrop = () => ipam.Drop(ipam.Take(ipam.Ask(IPFamily.IPv4)));
        var first = Median(takeAndDrop);
        for (var network = 0; network < 3_000; network++)
        {
            ipam.Choose();
        }

        Assert.That(Median(takeAndDrop) / first, Is.LessThan(MostTimesSlower));
    }

    [Test]
    public void Where_every_second_subnet_is_free_a_large_one_is_still_found_at_once()
    {
        var ipam = new IpamFixture("base=10.0.0.0/8,size=24");
        Action takeAndDrop = () => ipam.Drop(ipam.Take(ipam.Ask(IPFamily.IPv4) with { PrefixLength = 23 }));
        var first = Median(takeAndDrop);
        for (var network = 0; network < 3_000; network++)
        {
            ipam.Take(IPPrefix.Containing(IPFamily.IPv4, 0x0a000000 + ((UInt128)network << 9), 24).ToString());
        }

        Assert.That(ipam.Choose(23), Is.EqualTo("10.23.112.0/23"));
        Assert.That(Median(takeAndDrop) / first, Is.LessThan(MostTimesSlower));
    }

    [TestCase("10.0.0.0/16")]
    [TestCase("fd00::/64")]
    [TestCase("fd00::/8")]
    public void The_ten_thousandth_address_costs_about_what_the_first_did(string subnet)
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take(subnet);
        var next = 0;
        Action take = () => ipam.Lease(pool, $"{next++}");
        var first = Median(take);
        for (var lease = 0; lease < 10_000; lease++)
        {
            take();
        }

        Assert.That(Median(take) / first, Is.LessThan(MostTimesSlower));
    }

    [TestCase("fd00::/64")]
    [TestCase("fd00::/32")]
    [TestCase("fd00::/8")]
    [TestCase("::/0")]
    public void A_pool_of_any_size_costs_memory_for_its_leases_alone(string subnet)
    {
        var small = Allocated("10.0.0.0/29");

        Assert.That(Allocated(subnet), Is.LessThan(small * 4));
    }

    [Test]
    public void Scattered_addresses_cost_less_than_a_kilobyte_each()
    {
        var ipam = new IpamFixture();
        var pool = ipam.Take("fd00::/8");
        var random = new Random(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var lease = 0; lease < 5_000; lease++)
        {
            var number = ((UInt128)0xfd << 120) | ((UInt128)random.NextInt64() << 40) | (UInt128)lease;
            ipam.Lease(pool, "e", IPFamily.IPv6.ToAddress(number).ToString());
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 5_000;
        GC.KeepAlive(ipam);

        Assert.That(each, Is.LessThan(1024));
        TestContext.Out.WriteLine($"{each} bytes a lease");
    }

    private static long Allocated(string subnet)
    {
        var ipam = new IpamFixture();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var pool = ipam.Take(subnet);
        ipam.Lease(pool, "a");
        ipam.Lease(pool, "b");
        ipam.Driver.GetStatus();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(Action action)
    {
        var times = new long[301];
        for (var run = 0; run < times.Length; run++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[run] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(times);
        TestContext.Out.WriteLine($"median {Stopwatch.GetElapsedTime(0, times[150]).TotalMicroseconds:F1} µs");
        return times[150];
    }
}
