using System.Diagnostics;
using System.Globalization;
using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>A limit for each direction of a veth, as container networks set it, proved with packets: what is sent arrives whole, at the rate allowed.</summary>
public sealed class BandwidthTests : KernelTest
{
    private const int Packets = 400;
    private const int PacketSize = 1400;

    /// <summary>The bytes of a packet as a queueing discipline counts them: with UDP, IP and Ethernet headers.</summary>
    private const int SizeOnWire = PacketSize + 8 + 20 + 14;

    private const uint Burst = 10_000;

    private static readonly DataRate Limit = DataRate.FromMegabits(4);

    /// <summary>The shortest time in which all packets can pass the limit.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds((double)((Packets * SizeOnWire) - Burst) / Limit.BytesPerSecond);

    private LinkIndex _near;

    private TestNamespace Connect()
    {
        var sandbox = NewNamespace();
        _near = Host.Route.CreateLink(new VethSpec("near", "eth0") { IsUp = true, PeerNamespace = sandbox.Namespace }).Index;
        var far = sandbox.Route.FindLink("eth0")!;
        sandbox.Route.UpdateLink(far.Index, new LinkUpdate { IsUp = true });
        Host.Route.AddAddress(_near, IPAddress.Parse("10.1.0.1"), 24);
        sandbox.Route.AddAddress(far.Index, IPAddress.Parse("10.1.0.2"), 24);

        // Nobody has this address: packets to it are counted on arrival and answered by nobody.
        var nobody = IPAddress.Parse("10.1.0.9");
        Host.Route.AddNeighbour(new NeighbourSpec(_near, nobody) { HardwareAddress = far.HardwareAddress });
        sandbox.Route.AddNeighbour(new NeighbourSpec(far.Index, nobody) { HardwareAddress = Host.Route.GetLink(_near).HardwareAddress });
        return sandbox;
    }

    [Test]
    public void What_a_sandbox_receives_is_limited_by_a_token_bucket_on_the_near_end()
    {
        var sandbox = Connect();
        var free = Transfer(Host, sandbox);
        Host.Route.AddQdisc(new QdiscSpec(_near, new TokenBucketQdisc(Limit, Burst, 1_000_000)));
        var limited = Transfer(Host, sandbox);

        AssertLimited(free, limited);
        Assert.That(Host.Route.ListQdiscs(_near).Single().Statistics.Packets, Is.GreaterThanOrEqualTo(Packets));
    }

    [Test]
    public void What_a_sandbox_sends_is_limited_by_a_token_bucket_behind_a_redirection()
    {
        var sandbox = Connect();
        var free = Transfer(sandbox, Host);
        Host.Run("ip link add ifb0 type ifb && ip link set ifb0 up");
        var detour = Host.Route.FindLink("ifb0")!.Index;
        Host.Route.AddQdisc(new QdiscSpec(detour, new TokenBucketQdisc(Limit, Burst, 1_000_000)));
        Host.Route.AddQdisc(new QdiscSpec(_near, new IngressQdisc()));
        Host.Route.AddFilter(new TrafficFilterSpec(_near, TrafficHandle.IngressFilters, new U32Filter { Actions = [new RedirectAction(detour)] }));
        var limited = Transfer(sandbox, Host);

        AssertLimited(free, limited);
        Assert.That(Host.Route.ListQdiscs(detour).Single().Statistics.Drops, Is.Zero);
    }

    [Test]
    public void What_a_sandbox_sends_is_policed_where_the_kernel_can()
    {
        var sandbox = Connect();
        Host.Route.AddQdisc(new QdiscSpec(_near, new IngressQdisc()));
        var police = new U32Filter { Actions = [new PoliceAction(Limit, 50_000)] };
        try
        {
            Host.Route.AddFilter(new TrafficFilterSpec(_near, TrafficHandle.IngressFilters, police));
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENOENT)
        {
            Assert.That(e.KernelMessage, Is.EqualTo("Failed to load TC action module"));
            Assert.That(e.Operation, Is.EqualTo($"filter add dev {_near} parent ffff:fff2 u32"));
            return;
        }

        var before = Arrived(Host);
        var watch = Stopwatch.StartNew();
        Send(sandbox);
        var passed = Arrived(Host) - before;
        Assert.That(passed, Is.GreaterThan(40_000).And.LessThan(60_000 + (long)(watch.Elapsed.TotalSeconds * Limit.BytesPerSecond)));
    }

    [Test]
    public void Packets_that_find_no_place_to_wait_are_dropped_and_counted()
    {
        _ = Connect();
        Host.Route.AddQdisc(new QdiscSpec(_near, new TokenBucketQdisc(Limit, Burst, 20_000)));
        Send(Host);
        var statistics = Host.Route.ListQdiscs(_near).Single().Statistics;
        Assert.That(statistics.Drops, Is.GreaterThan(Packets / 4));
        Assert.That(statistics.QueuedBytes, Is.LessThanOrEqualTo(20_000));
        Assert.That(Host.Run("tc -s qdisc show dev near"), Does.Contain($"dropped {statistics.Drops},"));
    }

    private static void AssertLimited(TimeSpan free, TimeSpan limited)
    {
        TestContext.Out.WriteLine($"without limit {free.TotalMilliseconds:F0} ms, with it {limited.TotalMilliseconds:F0} ms, at least {Shortest.TotalMilliseconds:F0} ms");
        Assert.That(limited, Is.GreaterThanOrEqualTo(Shortest * 0.95), "faster than the limit allows");
        Assert.That(limited, Is.LessThan((Shortest * 1.5) + TimeSpan.FromSeconds(2)), "far slower than the limit allows");
        Assert.That(free, Is.LessThan(limited));
    }

    /// <summary>Sends all packets and waits until they have arrived.</summary>
    private static TimeSpan Transfer(TestNamespace from, TestNamespace to)
    {
        var expected = Arrived(to) + (Packets * (PacketSize + 28));
        var watch = Stopwatch.StartNew();
        Send(from);
        while (Arrived(to) < expected)
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "packets were lost");
        }

        return watch.Elapsed;
    }

    private static void Send(TestNamespace from) =>
        from.Run($"bash -c 'dd if=/dev/zero bs={PacketSize} count={Packets} >/dev/udp/10.1.0.9/9 2>/dev/null'");

    /// <summary>The bytes of IPv4 packets that came into a namespace.</summary>
    private static long Arrived(TestNamespace at)
    {
        var lines = at.Run("grep ^IpExt: /proc/net/netstat").Split('\n');
        return long.Parse(lines[1].Split(' ')[Array.IndexOf(lines[0].Split(' '), "InOctets")], CultureInfo.InvariantCulture);
    }
}
