using System.Net;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class EndpointDriftTests : EndpointKernelTest
{
    private static readonly NetworkPlan Plain = Plan(1, null, "172.20.0.1/16");
    private static readonly NetworkPlan Apart = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = false }, "172.20.0.1/16");

    [TestCase("ip link set dev NEAR mtu 1400", "link NEAR: mtu 1500, not mtu 1400, cured by `ip link set dev NEAR mtu 1500`")]
    [TestCase("ip link set dev NEAR alias mine", "link NEAR: alias TAG, not alias mine, cured by `ip link set dev NEAR alias TAG`")]
    [TestCase("ip link set dev NEAR alias ''", "link NEAR: alias TAG, not no alias, cured by `ip link set dev NEAR alias TAG`")]
    [TestCase("ip link set dev NEAR down", "link NEAR: up, not down, cured by `ip link set dev NEAR up`")]
    [TestCase("ip link set dev NEAR nomaster", "link NEAR: master BRIDGE, not no master, cured by `ip link set dev NEAR master BRIDGE`")]
    [TestCase("ip link add other type bridge; ip link set dev NEAR master other", "link NEAR: master BRIDGE, not master other, cured by `ip link set dev NEAR master BRIDGE`")]
    [TestCase("ip link set dev NEAR type bridge_slave isolated on", "port NEAR: isolated off, not isolated on, cured by `bridge link set dev NEAR isolated off`")]
    [TestCase("ip link set dev NEAR type bridge_slave hairpin on", "port NEAR: hairpin off, not hairpin on, cured by `bridge link set dev NEAR hairpin off`")]
    public async Task A_difference_is_named_with_its_cure_and_cured(string damage, string expected)
    {
        var plan = Endpoint(1, Plain, NewNamespace());
        await Ensure(Plain);
        await Ensure(plan);
        var index = Host.Route.FindLink(Near(1))!.Index;
        Host.Run(damage.Replace("NEAR", Near(1), StringComparison.Ordinal));

        var drift = await Check(plan);
        await Ensure(plan);

        Assert.That(Print(drift), Is.EqualTo(expected));
        Assert.That((drift[0].Network, drift[0].Endpoint), Is.EqualTo(((NetworkId?)Id(1), (EndpointId?)EndpointOf(1))));
        Assert.That(await Check(plan), Is.Empty);
        Assert.That(Host.Route.FindLink(Near(1))!.Index, Is.EqualTo(index), "the veth was made anew");
    }

    [TestCase("echo 1 > /proc/sys/net/bridge/bridge-nf-call-iptables")]
    [TestCase("echo 1 > /proc/sys/net/bridge/bridge-nf-call-ip6tables")]
    [TestCase("ip link set BRIDGE type bridge nf_call_iptables 1")]
    [TestCase("ip link set BRIDGE type bridge nf_call_ip6tables 1")]
    public async Task A_port_of_an_endpoint_with_published_ports_reflects_where_switched_frames_are_filtered(string filter)
    {
        if (Host.TryRun("for f in iptables ip6tables; do echo 0 > /proc/sys/net/bridge/bridge-nf-call-$f || exit 1; done").ExitCode != 0)
        {
            Assert.Ignore("This kernel has no br_netfilter.");
        }

        var ports = new PublishedPorts(TransportProtocol.Tcp, IPAddress.Any, new PortRange(8080), new PortRange(80));
        var (publishing, other) = (Endpoint(1, Plain, NewNamespace()) with { Ports = [ports] }, Endpoint(2, Plain, NewNamespace()));
        await Ensure(Plain);
        await Ensure(publishing);
        await Ensure(other);
        var unfiltered = await Check(publishing);

        Host.Run(filter.Replace("BRIDGE", Link(1), StringComparison.Ordinal));
        var drift = await Check(publishing);
        await Ensure(publishing);

        Assert.That(unfiltered, Is.Empty);
        Assert.That(Print(drift), Is.EqualTo("port NEAR: hairpin on, not hairpin off, cured by `bridge link set dev NEAR hairpin on`"));
        Assert.That(await Check(publishing), Is.Empty);
        Assert.That(await Check(other), Is.Empty, "nothing is published for it");

        Host.Run($"ip link del dev {Near(1)}");
        await Ensure(publishing);
        Assert.That(Host.Run($"bridge -d link show dev {Near(1)}"), Does.Contain("hairpin on"), "one that is made anew");
    }

    [Test]
    public async Task A_port_that_was_taken_from_its_bridge_comes_back_isolated()
    {
        var plan = Endpoint(1, Apart, NewNamespace());
        await Ensure(Apart);
        await Ensure(plan);
        Host.Run($"ip link set dev {Near(1)} nomaster");

        var drift = await Check(plan);
        await Ensure(plan);

        Assert.That(drift, Has.Length.EqualTo(2));
        Assert.That(await Check(plan), Is.Empty);
        Assert.That(Host.Run($"bridge -d link show dev {Near(1)}"), Does.Contain("isolated on"));
    }

    [Test]
    public async Task An_address_that_was_changed_inside_is_put_back()
    {
        var sandbox = NewNamespace();
        var plan = Endpoint(1, Plain, sandbox);
        await Ensure(Plain);
        await Ensure(plan);
        sandbox.Run("ip link set dev eth0 address 02:00:00:00:00:99");

        var drift = await Check(plan);
        await Ensure(plan);

        Assert.That(drift.Single().Actual, Is.EqualTo("address 02:00:00:00:00:99"));
        Assert.That(sandbox.Run("ip link show dev eth0"), Does.Contain("02:00:00:00:00:01"));
    }

    [Test]
    public async Task A_far_end_that_was_renamed_gets_its_name_back_and_stays_the_same_link()
    {
        var sandbox = NewNamespace();
        var plan = Endpoint(1, Plain, sandbox);
        await Ensure(Plain);
        await Ensure(plan);
        SetUp(plan, sandbox);
        var gateway = Plain.Pool(IPFamily.IPv4)!.Gateway!.Value.Address;
        sandbox.Run($"ip route add default via {gateway}; ip link set dev eth0 address 02:00:00:00:00:99; ip link set dev eth0 down; ip link set dev eth0 name moved; ip link set dev moved up; ip route replace default via {gateway}");
        var (near, far) = (Host.Route.FindLink(Near(1))!.Index, sandbox.Route.FindLink("moved")!.Index);

        var drift = await Check(plan);
        await Ensure(plan);

        Assert.That(drift.Select(static item => item.Actual), Is.EqualTo(new[] { "name moved", "address 02:00:00:00:00:99" }));
        Assert.That((Host.Route.FindLink(Near(1))!.Index, sandbox.Route.FindLink("eth0")!.Index), Is.EqualTo((near, far)));
        Assert.That(sandbox.Run("ip link show dev eth0"), Does.Contain("02:00:00:00:00:01"));
        if (Environment.OSVersion.Version >= new Version(6, 2))
        {
            Assert.That(sandbox.Run("ip route"), Does.Contain($"default via {gateway} dev eth0"));
        }

        Assert.That(await Check(plan), Is.Empty);
        Assert.That(Reaches(sandbox, gateway), Is.True);
    }

    [Test]
    public async Task A_far_end_whose_name_another_interface_has_taken_is_left_as_it_is()
    {
        var sandbox = NewNamespace();
        var plan = Endpoint(1, Plain, sandbox);
        await Ensure(Plain);
        await Ensure(plan);
        sandbox.Run("ip link set dev eth0 name moved; ip link add eth0 type bridge");
        var near = Host.Route.FindLink(Near(1))!.Index;

        var refused = await Assert.ThrowsAsync<ResourceConflictException>(() => Ensure(plan));

        Assert.That(refused!.Message, Does.Contain("'moved' cannot be called 'eth0'"));
        Assert.That(Host.Route.FindLink(Near(1))!.Index, Is.EqualTo(near));
    }

    [TestCase("ip link set dev eth0 netns OTHER")]
    [TestCase("ip link delete dev eth0")]
    public async Task A_veth_whose_far_end_is_gone_from_the_sandbox_is_made_anew(string damage)
    {
        var (sandbox, other) = (NewNamespace(), NewNamespace("other"));
        var plan = Endpoint(1, Plain, sandbox);
        await Ensure(Plain);
        await Ensure(plan);
        sandbox.Run(damage.Replace("OTHER", other.Path, StringComparison.Ordinal));

        var drift = await Check(plan);
        await Ensure(plan);

        Assert.That(drift[^1].Fix, Does.StartWith($"ip link add name {Near(1)}"));
        Assert.That(await Check(plan), Is.Empty);
        SetUp(plan, sandbox);
        Assert.That(Reaches(sandbox, Plain.Pool(IPFamily.IPv4)!.Gateway!.Value.Address), Is.True);
    }

    [Test]
    public async Task A_link_of_another_instance_with_the_same_name_is_left_alone()
    {
        await Ensure(Plain);
        Host.Run($"ip link add name {Near(1)} type veth peer name other; ip link set dev {Near(1)} alias netctl:bbbbbbbbbbbb:endpoint:12");
        var plan = Endpoint(1, Plain, NewNamespace());
        var before = Snapshot();

        await Assert.ThrowsAsync<ResourceConflictException>(() => Ensure(plan));
        await Delete(plan);

        Assert.That((await Check(plan)).Single().Actual, Is.EqualTo("a veth with alias netctl:bbbbbbbbbbbb:endpoint:12"));
        before.AssertSame(Snapshot());
    }

    [Test]
    public async Task Checking_changes_nothing()
    {
        await Ensure(Apart);
        var before = Snapshot();

        Assert.That(await Check(Endpoint(1, Apart, NewNamespace())), Has.Length.EqualTo(1));
        before.AssertSame(Snapshot());
    }

    private static string Print(IEnumerable<Drift> drift) => string.Join('\n', drift.Select(static item =>
        $"{item.Resource}: {item.Expected ?? "nothing"}, not {item.Actual ?? "nothing"}, cured by `{item.Fix}`"
            .Replace(Near(1), "NEAR", StringComparison.Ordinal)
            .Replace(Link(1), "BRIDGE", StringComparison.Ordinal)
            .Replace(Tag(1), "TAG", StringComparison.Ordinal)));
}
