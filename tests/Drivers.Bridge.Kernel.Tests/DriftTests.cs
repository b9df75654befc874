namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class DriftTests : BridgeKernelTest
{
    private static readonly NetworkPlan Network = Plan(1, null, "172.20.0.1/16", "fd00:5::1/64");

    [TestCase("ip link set dev LINK mtu 1400", "link LINK: mtu 1500, not mtu 1400, cured by `ip link set dev LINK mtu 1500`")]
    [TestCase("ip link set dev LINK alias mine", "link LINK: alias TAG, not alias mine, cured by `ip link set dev LINK alias TAG`")]
    [TestCase("ip link set dev LINK alias ''", "link LINK: alias TAG, not no alias, cured by `ip link set dev LINK alias TAG`")]
    [TestCase("ip address delete 172.20.0.1/16 dev LINK",
        "address 172.20.0.1/16 on link LINK: 172.20.0.1/16, not nothing, cured by `ip address add 172.20.0.1/16 dev LINK`")]
    [TestCase("ip address delete fd00:5::1/64 dev LINK",
        "address fd00:5::1/64 on link LINK: fd00:5::1/64, not nothing, cured by `ip address add fd00:5::1/64 dev LINK nodad`")]
    [TestCase("ip address add 172.20.0.9/16 dev LINK",
        "address 172.20.0.9/16 on link LINK: nothing, not 172.20.0.9/16, cured by `ip address delete 172.20.0.9/16 dev LINK`")]
    [TestCase("ip address add 192.0.2.1/24 dev LINK",
        "address 192.0.2.1/24 on link LINK: nothing, not 192.0.2.1/24, cured by `ip address delete 192.0.2.1/24 dev LINK`")]
    [TestCase("sysctl -q -w net/ipv6/conf/LINK/accept_ra=1",
        "sysctl net/ipv6/conf/LINK/accept_ra: 0, not 1, cured by `sysctl -w net/ipv6/conf/LINK/accept_ra=0`")]
    [TestCase("sysctl -q -w net/ipv4/conf/LINK/route_localnet=0",
        "sysctl net/ipv4/conf/LINK/route_localnet: 1, not 0, cured by `sysctl -w net/ipv4/conf/LINK/route_localnet=1`")]
    [TestCase("sysctl -q -w net/ipv4/ip_forward=0", "sysctl net/ipv4/ip_forward: 1, not 0, cured by `sysctl -w net/ipv4/ip_forward=1`")]
    public async Task A_difference_is_named_with_its_cure_and_cured(string damage, string expected)
    {
        await Ensure(Network);
        Host.Run(damage.Replace("LINK", Link(1), StringComparison.Ordinal));

        var drift = (await Check(Network)).Where(item => !item.Resource.Contains("promote_secondaries", StringComparison.Ordinal)).ToList();
        await Ensure(Network);

        Assert.That(Print(drift), Is.EqualTo(expected));
        Assert.That(drift.Select(item => item.Network), Is.All.EqualTo(Id(1)));
        Assert.That(await Check(Network), Is.Empty);
    }

    [Test]
    public async Task A_link_that_was_set_down_is_cured_with_the_addresses_it_lost()
    {
        await Ensure(Network);
        Host.Run($"ip link set dev {Link(1)} down");

        var drift = await Check(Network);
        await Ensure(Network);

        Assert.That(drift.Select(item => item.Resource), Does.Contain($"link {Link(1)}"));
        Assert.That(drift.Single(item => item.Resource == $"link {Link(1)}").Actual, Is.EqualTo("down"));
        Assert.That(await Check(Network), Is.Empty);
        Assert.That(Addresses(Link(1)), Is.EqualTo("172.20.0.1/16 fd00:5::1/64"));
        Assert.That(Host.Run("ip -6 route show fd00:5::/64"), Does.Contain(Link(1)));
    }

    [Test]
    public async Task A_deleted_link_is_cured_whole()
    {
        await Ensure(Network);
        Host.Run($"ip link delete dev {Link(1)}");

        var drift = await Check(Network);
        await Ensure(Network);

        Assert.That(drift[0].Resource, Is.EqualTo($"link {Link(1)}"));
        Assert.That(drift[0].Actual, Is.Null);
        Assert.That(drift[0].Fix, Does.StartWith($"ip link add name {Link(1)} mtu 1500 alias"));
        Assert.That(await Check(Network), Is.Empty);
    }

    [Test]
    public async Task A_primary_address_that_somebody_else_added_goes_without_taking_ours_along()
    {
        await Ensure(Network);
        Host.Run($"ip address flush dev {Link(1)}; ip address add 172.20.0.9/16 dev {Link(1)}; ip address add 172.20.0.1/16 dev {Link(1)}");

        await Ensure(Network);

        Assert.That(Addresses(Link(1)), Is.EqualTo("172.20.0.1/16 fd00:5::1/64"));
        Assert.That(await Check(Network), Is.Empty);
    }

    [TestCase("172.20.0.1/24", "fd00:5::1/128")]
    [TestCase("172.20.0.1/8", "fd00:5::1/48")]
    public async Task The_same_address_with_another_length_is_replaced(string ipv4, string ipv6)
    {
        await Ensure(Network);
        Host.Run($"ip address flush dev {Link(1)}; ip address add {ipv4} dev {Link(1)}; ip address add {ipv6} dev {Link(1)} nodad");

        await Ensure(Network);

        Assert.That(Addresses(Link(1)), Is.EqualTo("172.20.0.1/16 fd00:5::1/64"));
    }

    [Test]
    public async Task Checking_changes_nothing()
    {
        var before = Snapshot();

        Assert.That(await Check(Network), Has.Length.GreaterThan(4));
        before.AssertSame(Snapshot());
    }

    private static string Print(IEnumerable<Drift> drift) => string.Join('\n', drift.Select(static item =>
        $"{item.Resource}: {item.Expected ?? "nothing"}, not {item.Actual ?? "nothing"}, cured by `{item.Fix}`"
            .Replace(Link(1), "LINK", StringComparison.Ordinal)
            .Replace(OwnerTag.OfNetwork(Instance, Id(1)).ToString(), "TAG", StringComparison.Ordinal)));
}
