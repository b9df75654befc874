using System.Text.Json;
using NetController.Netlink;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>Containers' network stacks from the command line: made, connected, looked at, entered, and taken away.</summary>
public sealed class SandboxTests : NetctlTest
{
    [Test]
    public void A_sandbox_is_connected_looked_at_and_taken_away_and_nothing_is_left()
    {
        NetctlOk("init");
        var (links, rules) = (Host.Run("ip -br link | cut -d ' ' -f 1"), Host.Run("iptables -S; iptables -t nat -S; iptables -t raw -S; ip6tables -S"));
        var id = NetctlOk("sandbox create --hostname box.example box").Trim();

        var endpoint = NetctlOk("network connect -p 8080:80 bridge box").Trim();

        var sandbox = NetctlJson("sandbox inspect box")[0];
        var attached = sandbox.GetProperty("Endpoints")[0];
        var inside = Inside("box", "ip -j addr show dev eth0")[0];
        Assert.Multiple(() =>
        {
            Assert.That((Text(sandbox, "Id"), Text(sandbox, "Hostname"), Text(sandbox, "State")), Is.EqualTo((id, "box.example", "Active")));
            Assert.That((Text(attached, "Id"), Text(attached, "Network"), Text(attached, "Interface")), Is.EqualTo((endpoint, "bridge", "eth0")));
            Assert.That(Text(inside, "address"), Is.EqualTo(Text(attached, "MacAddress")));
            Assert.That(AddressesOf(inside), Does.Contain(Text(attached, "IPv4Address")));
            Assert.That(Host.Run($"ip link show {Text(attached, "HostInterface")}"), Does.Contain("master netctl0"));
            Assert.That(Text(Inspect("bridge").GetProperty("Containers").GetProperty(id), "EndpointID"), Is.EqualTo(endpoint));
            Assert.That(Texts(attached.GetProperty("Ports"), "HostPort"), Is.All.EqualTo("8080"));
            Assert.That(Netctl("check").ExitCode, Is.Zero);
        });

        NetctlOk("network disconnect bridge box");
        Assert.That(Texts(Inside("box", "ip -j link"), "ifname"), Is.EqualTo(new[] { "lo" }));
        Assert.That(Texts(NetctlJson("sandbox inspect box")[0].GetProperty("Endpoints")), Is.Empty);
        Assert.That(NetctlOk("sandbox rm box"), Is.EqualTo("box\n"));
        Assert.That(Texts(NetctlJson("sandbox ls --json")), Is.Empty);
        Assert.That(Host.Run("ip -br link | cut -d ' ' -f 1"), Is.EqualTo(links));
        Assert.That(Host.Run("iptables -S; iptables -t nat -S; iptables -t raw -S; ip6tables -S"), Is.EqualTo(rules));
        Assert.That(Directory.GetFiles(Path.Combine(Root, "run", "netns")), Is.Empty);
        Assert.That(Texts(NetctlJson("gc --dry-run --json")), Is.Empty);
    }

    [Test]
    public void Everything_asked_for_is_what_is_inside()
    {
        NetctlOk("init");
        NetctlOk("network create --ipv6 --subnet 10.80.0.0/24 --subnet fd00:80::/64 web");
        NetctlOk("sandbox create box");

        NetctlOk(
            "network connect --ip 10.80.0.77 --ip6 fd00:80::77 --mac 02:00:5e:10:00:77 --ifname lan0 --mtu 1400 --alias sql "
            + "--sysctl net.ipv4.conf.IFNAME.forwarding=1 --link-local-ip 169.254.7.7 web box");

        var inside = Inside("box", "ip -j addr show dev lan0")[0];
        Assert.Multiple(() =>
        {
            Assert.That((Text(inside, "address"), Text(inside, "mtu")), Is.EqualTo(("02:00:5e:10:00:77", "1400")));
            Assert.That(AddressesOf(inside), Is.SupersetOf(new[] { "10.80.0.77/24", "fd00:80::77/64", "169.254.7.7/16" }));
            Assert.That(NetctlOk("sandbox exec box -- cat /proc/sys/net/ipv4/conf/lan0/forwarding"), Is.EqualTo("1\n"));
            Assert.That(Texts(NetctlJson("endpoint inspect box")[0].GetProperty("Aliases")), Is.EqualTo(new[] { "sql" }));
        });
        NetctlOk("sandbox rm box");
    }

    [Test]
    public void The_gateways_that_are_printed_are_those_that_the_kernel_uses()
    {
        NetctlOk("init");
        NetctlOk("network create --ipv6 a");
        NetctlOk("network create b");
        NetctlOk("network create --internal c");
        NetctlOk("sandbox create box");
        NetctlOk("network connect a box");
        NetctlOk("network connect --gw-priority 5 b box");
        NetctlOk("network connect --gw-priority 9 c box");

        var endpoints = NetctlJson("sandbox inspect box")[0].GetProperty("Endpoints");

        Assert.Multiple(() =>
        {
            Assert.That(Gateways(endpoints, "Gateway"), Is.EqualTo(DefaultRoutes("-4")));
            Assert.That(Gateways(endpoints, "GatewayV6"), Is.EqualTo(DefaultRoutes("-6")));
            Assert.That(Gateways(endpoints, "Gateway"), Has.Length.EqualTo(1).And.All.EndsWith(" eth1"));
            Assert.That(Gateways(endpoints, "GatewayV6"), Has.Length.EqualTo(1).And.All.EndsWith(" eth0"));
        });
        NetctlOk("sandbox rm box");

        string[] DefaultRoutes(string family) =>
            [.. Inside("box", $"ip -j {family} route show default").EnumerateArray().Select(static route => $"{Text(route, "gateway")} {Text(route, "dev")}")];
    }

    [Test]
    public void A_program_takes_the_place_of_the_tool_with_its_exit_code_and_its_signals()
    {
        NetctlOk("init --no-bridge");
        NetctlOk("sandbox create box");
        var identity = Host.Run("readlink /proc/self/ns/net").Trim();

        var code = Netctl("sandbox exec box -- sh -c 'echo \"$0\"; exit 7' -v");
        var missing = Netctl("sandbox exec box -- /nonexistent/program");
        var unfit = Netctl("sandbox exec box -- /etc/passwd");
        var killed = Netctl("sandbox exec box -- sh -c 'kill -TERM $$'");
        var pipe = NetctlOk("sandbox exec box -- sh -c 'yes | head -1'");
        var ignored = NetctlOk("sandbox exec box -- awk '/SigIgn/ { print $2 }' /proc/self/status");

        Assert.Multiple(() =>
        {
            Assert.That((code.ExitCode, code.Output), Is.EqualTo((7, "-v\n")));
            Assert.That((missing.ExitCode, missing.Error), Is.EqualTo((127, "error: program '/nonexistent/program' cannot be run: No such file or directory\n")));
            Assert.That(unfit.ExitCode, Is.EqualTo(126));
            Assert.That(killed.ExitCode, Is.EqualTo(143));
            Assert.That(pipe, Is.EqualTo("y\n"));
            Assert.That(Convert.ToUInt64(ignored.Trim(), 16) & 0x1000, Is.Zero, "a closed pipe ends a program, whatever .NET does with the signal");
            Assert.That(NetctlOk("sandbox exec box -- readlink /proc/self/ns/net").Trim(), Is.Not.EqualTo(identity));
        });
        NetctlOk("sandbox rm box");
    }

    [Test]
    public void A_namespace_that_a_runtime_made_is_used_and_left_where_it_is()
    {
        NetctlOk("init");
        var given = NewNamespace("runtime");

        NetctlOk($"sandbox create --netns {given.Path} box");
        NetctlOk("network connect bridge box");

        Assert.That(given.Run("ip -br addr show dev eth0"), Does.Contain("UP"));
        Assert.That(Netctl($"sandbox create --netns {given.Path} other").ExitCode, Is.EqualTo(4));
        NetctlOk("sandbox rm box");
        Assert.That(given.Run("ip -br link"), Does.Contain("lo").And.Not.Contain("eth0"));
    }

    [Test]
    public void A_namespace_that_is_gone_is_named_and_its_sandbox_can_still_be_removed()
    {
        NetctlOk("init");
        NetctlOk("sandbox create box");
        NetctlOk("network connect bridge box");
        NetworkNamespace.DeleteAt(Text(NetctlJson("sandbox inspect box")[0], "NamespacePath"));

        var exec = Netctl("sandbox exec box -- true");

        Assert.Multiple(() =>
        {
            Assert.That(exec.ExitCode, Is.EqualTo(3));
            Assert.That(exec.Error, Does.Contain("box").And.Contain("hint: ").And.Contain("netctl sandbox rm box"));
            Assert.That(NetctlOk("sandbox rm box"), Is.EqualTo("box\n"));
            Assert.That(Host.Run("ip -br link"), Does.Not.Contain("ncv"));
        });
    }

    [Test]
    public void The_hosts_own_stack_is_a_sandbox_for_the_network_host()
    {
        NetctlOk("init");
        NetctlOk("sandbox create --netns host whole");

        NetctlOk("network connect host whole");

        Assert.That(NetctlOk("sandbox exec whole -- ip -br link"), Does.Contain("netctl0"));
        Assert.That(Netctl("network connect bridge whole").ExitCode, Is.EqualTo(2));
        NetctlOk("sandbox rm whole");
    }

    [Test]
    public void Sandboxes_can_be_read_and_entered_while_the_state_is_open_elsewhere()
    {
        NetctlOk("init");
        NetctlOk("sandbox create box");
        NetctlOk("network connect -p 8080:80 bridge box");
        var listed = (NetctlOk("sandbox ls"), NetctlOk("endpoint ls"), NetctlOk("ports"), NetctlOk("sandbox inspect box"));
        using (File.OpenHandle(Path.Combine(Root, "networks.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Multiple(() =>
            {
                Assert.That((NetctlOk("sandbox ls"), NetctlOk("endpoint ls"), NetctlOk("ports"), NetctlOk("sandbox inspect box")), Is.EqualTo(listed));
                Assert.That(NetctlOk("sandbox exec box -- ip -br link"), Does.Contain("eth0"));
                Assert.That(Netctl("network disconnect bridge box").ExitCode, Is.EqualTo(1));
            });
        }

        NetctlOk("sandbox rm box");
    }

    [Test]
    public void A_second_start_leaves_alone_the_sandboxes_that_are_present()
    {
        NetctlOk("init");
        NetctlOk("sandbox create here");
        NetctlOk("sandbox create gone");
        NetctlOk("network connect bridge here");
        NetworkNamespace.DeleteAt(Text(NetctlJson("sandbox inspect gone")[0], "NamespacePath"));
        var before = Inside("here", "ip -j address").ToString();

        var report = NetctlJson("init --json");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(report.GetProperty("ActiveSandboxes")), Is.EqualTo(new[] { "here" }));
            Assert.That(Texts(report.GetProperty("StaleSandboxes")), Is.EqualTo(new[] { "gone" }));
            Assert.That(Texts(report.GetProperty("Changes")), Is.Empty);
            Assert.That(Inside("here", "ip -j address").ToString(), Is.EqualTo(before));
            Assert.That(Netctl("check").ExitCode, Is.Zero);
        });
        Assert.That(Texts(NetctlJson("init --no-active-sandboxes --json").GetProperty("StaleSandboxes")), Is.EqualTo(new[] { "here" }));
    }

    [Test]
    public void A_start_keeps_the_sandboxes_that_are_said_to_be_active_and_removes_the_others()
    {
        NetctlOk("init");
        NetctlOk("sandbox create one");
        NetctlOk("sandbox create two");
        NetctlOk("network connect bridge one");
        NetctlOk("network connect bridge two");

        var report = NetctlJson("init --active-sandbox one --json");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(report.GetProperty("StaleSandboxes")), Is.EqualTo(new[] { "two" }));
            Assert.That(report.GetProperty("DefaultNetworksKept").GetBoolean(), Is.True);
            Assert.That(Texts(NetctlJson("sandbox ls --json"), "Name"), Is.EqualTo(new[] { "one" }));
            Assert.That(Texts(Inside("one", "ip -j link"), "ifname"), Does.Contain("eth0"));
        });
        NetctlOk("sandbox rm one");
    }

    private JsonElement Inside(string sandbox, string program) => Json(NetctlOk($"sandbox exec {sandbox} -- {program}"));

    private static string[] Gateways(JsonElement endpoints, string property) =>
    [
        .. endpoints.EnumerateArray().Where(endpoint => Text(endpoint, property).Length > 0)
            .Select(endpoint => $"{Text(endpoint, property)} {Text(endpoint, "Interface")}"),
    ];

    private static string[] AddressesOf(JsonElement link) =>
        [.. link.GetProperty("addr_info").EnumerateArray().Select(static address => $"{Text(address, "local")}/{Text(address, "prefixlen")}")];
}
