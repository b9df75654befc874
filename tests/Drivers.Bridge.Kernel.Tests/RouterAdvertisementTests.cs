namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>A host that forwards IPv6 ignores router advertisements unless its links insist on them.</summary>
public sealed class RouterAdvertisementTests : BridgeKernelTest
{
    /// <summary>Sends one router advertisement with a lifetime of 1800 s from the address of its link to all nodes (RFC 4861, 4.2).</summary>
    private const string Advertise =
        """
        perl -MSocket -e '
            socket(S, AF_INET6, SOCK_RAW, 58) or die "socket: $!";
            setsockopt(S, 41, 18, pack("i", 255)) or die "hop limit: $!";
            send(S, pack("CCnCCnNN", 134, 0, 0, 64, 0, 1800, 0, 0), 0, pack_sockaddr_in6(0, pack("n8", 0xff02, 0, 0, 0, 0, 0, 0, 1), $ARGV[0])) or die "send: $!";
        ' $(ip -o link show dev up0 | cut -d: -f1)
        """;

    [Test]
    public async Task The_hosts_advertised_default_route_outlives_the_start_of_forwarding()
    {
        var router = NewNamespace("router");
        router.Run($"ip link add up0 type veth peer name eth0 netns {Host.Path}; ip link set up0 up");
        Host.Run("ip link set eth0 up");
        WaitFor(() => !router.Run("ip -6 address show dev up0 scope link").Contains("tentative", StringComparison.Ordinal)
            && router.Run("ip -6 address show dev up0 scope link").Contains("fe80", StringComparison.Ordinal));
        WaitFor(() => !Host.Run("ip -6 address show dev eth0 scope link").Contains("tentative", StringComparison.Ordinal));
        router.Run(Advertise);
        WaitFor(() => Host.Run("ip -6 route show default").Contains("proto ra", StringComparison.Ordinal));

        var made = await Ensure(Plan(1, null, "fd00:5::1/64"));

        Assert.That(Host.Run("ip -6 route show default"), Does.Contain("proto ra"));
        Assert.That(made, Does.Contain("sysctl -w net/ipv6/conf/eth0/accept_ra=2").And.Contains("sysctl -w net/ipv6/conf/all/forwarding=1"));
        Assert.That(Settings.Recorded.Select(entry => $"{entry.Key}={entry.Value}"), Is.EqualTo(new[]
        {
            "net/ipv6/conf/all/forwarding=0",
            "net/ipv6/conf/default/forwarding=0",
            "net/ipv6/conf/eth0/accept_ra=1",
        }));
    }

    private static void WaitFor(Func<bool> condition)
    {
        var deadline = Environment.TickCount64 + 10_000;
        while (!condition())
        {
            Assert.That(Environment.TickCount64, Is.LessThan(deadline), "the kernel took too long");
            Thread.Sleep(50);
        }
    }
}
