using System.Globalization;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>The main job, twice.</summary>
public sealed class InitTests : NetctlTest
{
    [Test]
    public void The_first_start_makes_the_three_default_networks_and_the_kernel_agrees()
    {
        var report = NetctlJson("init --json");

        var bridge = report.GetProperty("Networks")[0];
        var gateway = bridge.GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Gateway").GetString();
        var subnet = bridge.GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Subnet").GetString();
        Assert.Multiple(() =>
        {
            Assert.That(Texts(report.GetProperty("Networks"), "Name"), Is.EqualTo(new[] { "bridge", "host", "none" }));
            Assert.That(Texts(report.GetProperty("Created")), Is.EquivalentTo(new[] { "none", "host", "bridge" }));
            Assert.That(Addresses("netctl0"), Does.Contain($"{gateway}/{subnet!.Split('/')[1]}"));
            Assert.That(Host.Run("iptables-save -t nat"), Does.Contain($"-s {subnet} ! -o netctl0").And.Contain("-j MASQUERADE"));
            Assert.That(Texts(report.GetProperty("HostChanges"), "Path"), Is.EqualTo(new[] { "net/ipv4/ip_forward" }));
            Assert.That(Texts(NetctlJson("host-changes --json"), "Path"), Is.EqualTo(new[] { "net/ipv4/ip_forward" }));
        });
    }

    [Test]
    public void A_second_start_changes_nothing_but_the_refreshed_default_bridge()
    {
        NetctlOk("init");
        NetctlOk("network create --subnet 10.80.0.0/24 web");
        var (web, bridge, before) = (Inspect("web"), Inspect("bridge"), LinkState());

        var report = NetctlJson("init --json");

        Assert.Multiple(() =>
        {
            Assert.That(LinkState(), Is.EqualTo(before));
            Assert.That(Inspect("web").ToString(), Is.EqualTo(web.ToString()));
            Assert.That(Texts(report.GetProperty("Refreshed")), Is.EqualTo(new[] { "bridge" }));
            Assert.That(Texts(report.GetProperty("Created")), Is.Empty);
            Assert.That(Texts(report.GetProperty("Degraded")), Is.Empty);
            Assert.That(Texts(report.GetProperty("Changes")), Is.All.Contains("netctl0"));
            Assert.That(Inspect("bridge").GetProperty("Id").GetString(), Is.Not.EqualTo(bridge.GetProperty("Id").GetString()));
            Assert.That(NetctlOk("check"), Does.Contain("The kernel holds what it should."));
        });
    }

    [Test]
    public void An_active_sandbox_keeps_the_default_bridge_as_it_is()
    {
        NetctlOk("init");
        var id = Inspect("bridge").GetProperty("Id").GetString();

        var report = NetctlJson("init --active-sandbox abc --bip 10.7.0.1/24 --json");

        Assert.Multiple(() =>
        {
            Assert.That(report.GetProperty("DefaultNetworksKept").GetBoolean());
            Assert.That(Inspect("bridge").GetProperty("Id").GetString(), Is.EqualTo(id));
        });
    }

    [Test]
    public void Without_a_default_bridge_its_network_and_its_link_go()
    {
        NetctlOk("init");

        NetctlOk("init --bridge none");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(NetctlJson("network ls --json"), "Name"), Is.EqualTo(new[] { "host", "none" }));
            Assert.That(Host.TryRun("ip link show netctl0").ExitCode, Is.Not.Zero);
        });
    }

    [Test]
    public void A_bridge_of_the_administrator_is_used_and_left_alone()
    {
        Host.Run("ip link add br9 type bridge && ip addr add 10.9.0.1/24 dev br9 && ip link set br9 up");

        NetctlOk("init --bridge br9");

        Assert.Multiple(() =>
        {
            Assert.That(LinkOf("bridge"), Is.EqualTo("br9"));
            Assert.That(Inspect("bridge").GetProperty("IPAM").GetProperty("Config")[0].GetProperty("Subnet").GetString(), Is.EqualTo("10.9.0.0/24"));
            Assert.That(Host.Run("ip -d link show br9"), Does.Not.Contain("alias"));
        });
    }

    [Test]
    public void The_options_of_the_default_bridge_reach_the_kernel()
    {
        NetctlOk("init --bip 10.7.0.1/24 --bip6 fd07::1/64 --ipv6 --mtu 1400 --fixed-cidr 10.7.0.128/25");

        Assert.Multiple(() =>
        {
            Assert.That(Addresses("netctl0"), Does.Contain("10.7.0.1/24").And.Contain("fd07::1/64"));
            Assert.That(Host.Run("ip link show netctl0"), Does.Contain("mtu 1400"));
            Assert.That(Inspect("bridge").GetProperty("IPAM").GetProperty("Config")[0].GetProperty("IPRange").GetString(), Is.EqualTo("10.7.0.128/25"));
        });
    }

    [Test]
    public void A_damaged_database_is_set_aside_and_the_networks_survive()
    {
        NetctlOk("init");
        var id = NetctlOk("network create web").Trim();
        File.WriteAllText(Path.Combine(Root, "networks.db"), "this is no database");

        var result = Netctl("init");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Error, Does.Contain("warning: ").And.Contain("networks.db"));
            Assert.That(Inspect("web").GetProperty("Id").GetString(), Is.EqualTo(id));
        });
    }

    private string[] Addresses(string link) =>
    [
        .. Json(Host.Run($"ip -j addr show dev {link}"))[0].GetProperty("addr_info").EnumerateArray().Select(static address =>
            string.Create(CultureInfo.InvariantCulture, $"{address.GetProperty("local").GetString()}/{address.GetProperty("prefixlen").GetInt32()}")),
    ];

    /// <summary>Index, MAC, MTU and addresses of every link: all of it but the tag that names the network.</summary>
    private string[] LinkState() =>
    [
        .. Json(Host.Run("ip -j addr")).EnumerateArray().Select(static link =>
            string.Join(' ', new[] { "ifindex", "ifname", "address", "mtu", "addr_info" }.Select(key => link.TryGetProperty(key, out var value) ? value.ToString() : "-"))),
    ];
}
