using System.Text.Json;
using NetController.Netlink;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class EnsureTests : BridgeKernelTest
{
    [Test]
    public async Task A_new_network_is_real_as_iproute2_sees_it()
    {
        var made = await Ensure(Plan(1, new BridgeNetworkOptions { Mtu = 1400 }, "172.20.0.1/16", "fd00:5::1/64"));

        var link = Json($"ip -j -d link show dev {Link(1)}");
        var mac = MacAddress.Parse(link.GetProperty("address").GetString());
        var addresses = Json($"ip -j address show dev {Link(1)}").GetProperty("addr_info").EnumerateArray()
            .Select(static info => $"{info.GetProperty("local")}/{info.GetProperty("prefixlen")}");
        Assert.Multiple(() =>
        {
            Assert.That(link.GetProperty("linkinfo").GetProperty("info_kind").GetString(), Is.EqualTo("bridge"));
            Assert.That(link.GetProperty("mtu").GetInt32(), Is.EqualTo(1400));
            Assert.That(link.GetProperty("ifalias").GetString(), Is.EqualTo(OwnerTag.OfNetwork(Instance, Id(1)).ToString()));
            Assert.That(link.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString()), Does.Contain("UP"));
            Assert.That(mac.IsLocallyAdministered && !mac.IsMulticast, Is.True);
            Assert.That(addresses, Is.EqualTo(new[] { "172.20.0.1/16", "fd00:5::1/64" }));
            Assert.That(Sysctl($"net/ipv6/conf/{Link(1)}/accept_ra"), Is.EqualTo("0"));
            Assert.That(Sysctl($"net/ipv4/conf/{Link(1)}/route_localnet"), Is.EqualTo("1"));
            Assert.That(Sysctl("net/ipv4/ip_forward"), Is.EqualTo("1"));
            Assert.That(Sysctl("net/ipv6/conf/all/forwarding"), Is.EqualTo("1"));
            Assert.That(made[0], Is.EqualTo(
                $"ip link add name {Link(1)} address {mac} mtu 1400 alias {OwnerTag.OfNetwork(Instance, Id(1))} up type bridge"));
        });
    }

    [Test]
    public async Task Every_change_is_a_command_that_iproute2_and_sysctl_take()
    {
        var commands = await Ensure(Plan(1, null, "172.20.0.1/16", "fd00:5::1/64"));
        var other = NewNamespace("other");

        foreach (var command in commands)
        {
            other.Run(command.Replace("sysctl -w", "sysctl -q -w", StringComparison.Ordinal));
        }

        Assert.That(
            NetController.TestSupport.KernelSnapshot.Capture(other.Namespace).Lines.Where(static line => !line.Contains("mac=", StringComparison.Ordinal)),
            Is.EqualTo(Snapshot().Lines.Where(static line => !line.Contains("mac=", StringComparison.Ordinal))));
    }

    [Test]
    public async Task An_IPv4_network_takes_no_advertised_routes_and_changes_no_IPv6_of_the_host()
    {
        await Ensure(Plan(1, null, "172.20.0.1/16"));

        Assert.That(Sysctl($"net/ipv6/conf/{Link(1)}/accept_ra"), Is.EqualTo("0"));
        Assert.That(Settings.Recorded.Keys, Is.EqualTo(new[] { "net/ipv4/ip_forward" }));
    }

    [Test]
    public async Task A_second_time_nothing_is_touched()
    {
        var plan = Plan(1, null, "172.20.0.1/16", "fd00:5::1/64");
        await Ensure(plan);
        var before = Snapshot();
        var index = Host.Route.FindLink(Link(1))!.Index;
        var recorder = new StepRecorder();

        var made = await Ensure(plan, recorder);

        Assert.That(made, Is.Empty);
        Assert.That(recorder.Steps, Is.Empty);
        Assert.That(await Check(plan), Is.Empty);
        Assert.That(Host.Route.FindLink(Link(1))!.Index, Is.EqualTo(index));
        before.AssertSame(Snapshot());
    }

    [Test]
    public async Task A_name_that_is_asked_for_comes_together_with_the_tag()
    {
        await Ensure(Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"));

        Assert.That(Host.Route.FindLink("br-web")!.Alias, Is.EqualTo(OwnerTag.OfNetwork(Instance, Id(1)).ToString()));
        Assert.That(Host.Route.FindLink("br-web")!.IsUp, Is.True);
        Assert.That(Host.Route.FindLink(Link(1)), Is.Null);
    }

    [Test]
    public async Task What_a_process_left_half_made_does_not_stand_in_the_way()
    {
        Host.Run($"ip link add name {Link(1)} type bridge; ip link add name {Link(2)} type bridge");

        await Ensure(Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16"));
        await Ensure(Plan(2, null, "172.21.0.1/16"));

        Assert.That(Host.Route.FindLink(Link(1)), Is.Null);
        Assert.That(Host.Route.FindLink(Link(2))!.Alias, Is.EqualTo(OwnerTag.OfNetwork(Instance, Id(2)).ToString()));
    }

    [Test]
    public async Task An_isolated_internal_network_gives_the_host_no_way_in()
    {
        var plan = Plan(1, new BridgeNetworkOptions { GatewayModeIPv4 = Firewall.GatewayMode.Isolated }) with
        {
            Internal = true,
            Pools = [new NetworkPool(IPPrefix.Parse("10.5.0.0/24"))],
        };

        await Ensure(plan);

        Assert.That(Addresses(Link(1)), Is.Empty);
        Assert.That(Sysctl("net/ipv4/ip_forward"), Is.EqualTo("0"));
        Assert.That(await Check(plan), Is.Empty);
    }

    [Test]
    public async Task A_link_local_gateway_stays_beside_the_kernels_own_address()
    {
        var plan = Plan(1, null, "fe80::1/64") with { Internal = true };
        await Ensure(plan);
        // A port that is up gives the bridge carrier, and with it the kernel's own address.
        Host.Run($"ip link add p0 type veth peer name p1; ip link set p0 master {Link(1)} up; ip link set p1 up; sleep 2");

        Assert.That(AllAddresses(Link(1)).ToList(), Has.Count.EqualTo(2).And.Contains("fe80::1/64"));
        Assert.That(await Ensure(plan), Is.Empty);
    }

    [Test]
    public async Task A_caller_who_has_cancelled_gets_nothing()
    {
        var before = Snapshot();
        var network = await Open(Plan(1, null, "172.20.0.1/16"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThatAsync(
            async () => await UndoLog.RunAsync("ensure", new OperationContext(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance), network.EnsureAsync, cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
        before.AssertSame(Snapshot());
    }

    private string? Sysctl(string path) => Host.Namespace.ReadSysctl(new SysctlPath(path));

    private JsonElement Json(string command) => JsonDocument.Parse(Host.Run(command)).RootElement.EnumerateArray().Single();
}
