namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class ExistingBridgeTests : BridgeKernelTest
{
    [Test]
    public async Task An_administrators_bridge_is_adopted_and_kept()
    {
        Host.Run("ip link add name br-lan mtu 1400 type bridge; ip link set br-lan alias uplink; ip address add 192.0.2.1/24 dev br-lan");
        var index = Host.Route.FindLink("br-lan")!.Index;
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "br-lan" }, "172.20.0.1/16");

        await Ensure(plan);
        var adopted = Addresses("br-lan");
        await Delete(plan);

        var link = Host.Route.FindLink("br-lan")!;
        Assert.That(adopted, Is.EqualTo("192.0.2.1/24 172.20.0.1/16"));
        Assert.That((link.Index, link.Alias, link.Mtu), Is.EqualTo((index, "uplink", 1400)));
    }

    [Test]
    public async Task A_user_managed_bridge_is_used_as_it_is()
    {
        Host.Run("ip link add name br0 mtu 1400 type bridge; ip address add 10.1.0.1/16 dev br0; ip address add 10.1.0.2/16 dev br0; ip link set br0 up");
        var before = (Host.Route.FindLink("br0"), Addresses("br0"));
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "br0", UserManaged = true, Mtu = 1300 }, "10.1.0.1/16");

        await Ensure(plan);
        await Delete(plan);

        var after = Host.Route.FindLink("br0")!;
        Assert.That((after.Index, after.Mtu, after.Alias, after.HardwareAddress), Is.EqualTo((before.Item1!.Index, 1400, (string?)null, before.Item1.HardwareAddress)));
        Assert.That(Addresses("br0"), Is.EqualTo(before.Item2));
    }

    [Test]
    public async Task A_user_managed_bridge_without_the_networks_address_is_refused_and_reported()
    {
        Host.Run("ip link add name br0 type bridge; ip address add 10.1.0.2/16 dev br0");
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "br0", UserManaged = true }, "10.1.0.1/16");
        var before = Snapshot();

        await Assert.ThatAsync(() => Ensure(plan), Throws.TypeOf<ResourceConflictException>().With.Message.Contains("does not carry 10.1.0.1/16"));
        Assert.That((await Check(plan)).Single().Fix, Is.EqualTo("ip address add 10.1.0.1/16 dev br0"));
        before.AssertSame(Snapshot());
    }

    [Test]
    public async Task A_missing_user_managed_bridge_is_refused()
    {
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "br0", UserManaged = true }, "10.1.0.1/16");

        await Assert.ThatAsync(() => Ensure(plan), Throws.TypeOf<ObjectNotFoundException>());
    }

    [Test]
    public async Task A_link_that_is_no_bridge_is_refused_and_kept()
    {
        Host.Run("ip link add name web type veth peer name peer0");
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "web" }, "172.20.0.1/16");
        var before = Snapshot();

        await Assert.ThatAsync(
            () => Ensure(plan),
            Throws.TypeOf<ResourceConflictException>().With.Property("Problem").EqualTo("link 'web' is a link of kind 'veth', not a bridge"));
        Assert.That((await Check(plan)).Single().Actual, Is.EqualTo("a link of kind 'veth'"));
        await Delete(plan);
        before.AssertSame(Snapshot());
    }

    [TestCase("netctl:bbbbbbbbbbbb:network:1234", "bridge 'br-web' belongs to network 1234 of instance bbbbbbbbbbbb")]
    [TestCase("netctl:aaaaaaaaaaaa:network:1234", "bridge 'br-web' belongs to network 1234")]
    public async Task A_bridge_of_another_network_is_refused_and_kept(string alias, string expected)
    {
        Host.Run($"ip link add name br-web type bridge; ip link set br-web alias {alias}");
        var plan = Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16");
        var before = Snapshot();

        await Assert.ThatAsync(() => Ensure(plan), Throws.TypeOf<ResourceConflictException>().With.Property("Problem").EqualTo(expected));
        await Delete(plan);
        before.AssertSame(Snapshot());
    }

    [Test]
    public async Task An_alternative_name_of_another_link_is_refused_and_that_link_kept()
    {
        Host.Run("ip link add name br-lan type bridge; ip link property add dev br-lan altname br-web");
        var before = Snapshot();

        await Assert.ThatAsync(
            () => Ensure(Plan(1, new BridgeNetworkOptions { LinkName = "br-web" }, "172.20.0.1/16")), Throws.TypeOf<ResourceConflictException>());
        before.AssertSame(Snapshot());
    }
}
