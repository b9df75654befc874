using System.Net.Sockets;

namespace NetController.Netctl.Kernel.Tests;

/// <summary>Endpoints and ports from the command line, and what is refused.</summary>
public sealed class EndpointTests : NetctlTest
{
    private static readonly (string Command, int ExitCode, string Reason)[] Refusals =
    [
        ("network connect bridge nope", 3, "sandbox 'nope' does not exist"),
        ("network connect nope box", 3, "network 'nope' does not exist"),
        ("network connect --ip 10.9.9.9 bridge box", 2, "lies outside subnet"),
        ("network connect --ip 172.17.0.1 bridge box", 4, "172.17.0.1 is in use by"),
        ("network connect --ip 172.17.0.0 bridge box", 2, "172.17.0.0"),
        ("network connect --ip 172.17.255.255 bridge box", 2, "172.17.255.255"),
        ("network connect --mac 01:00:5e:00:00:01 bridge box", 2, "is that of no single interface"),
        ("network connect --ifname lo bridge box", 2, "lo"),
        ("network connect --mtu 67 bridge box", 2, "mtu 67 is outside"),
        ("network connect --sysctl net.ipv4.ip_forward=1 bridge box", 2, "net.ipv4.ip_forward"),
        ("network connect --sysctl net.ipv4.conf.eth0.forwarding=1 bridge box", 2, "is no setting of an interface"),
        ("network connect -p 203.0.113.9:80:80 bridge box", 2, "203.0.113.9 is no address of this host"),
        ("network connect host box", 2, "network 'host' is for sandboxes that are the host's own network stack"),
        ("network disconnect bridge box", 3, "sandbox 'box' is not connected to network 'bridge'"),
        ("sandbox create box", 4, "sandbox name 'box' is in use"),
        ("sandbox create b/x", 2, "b/x"),
        ("sandbox create --netns /etc/passwd other", 2, "'/etc/passwd' is not the file of a network namespace"),
        ("sandbox create --netns /nonexistent other", 2, "'/nonexistent' is not the file of a network namespace"),
        ("sandbox create --netns 4194305 other", 2, "is not the file of a network namespace"),
        ("sandbox rm nope", 3, "sandbox 'nope' does not exist"),
        ("endpoint create bridge spare", 5, "network 'bridge' is predefined"),
        ("endpoint inspect nope", 3, "endpoint 'nope' does not exist"),
    ];

    [Test]
    public void A_reserved_endpoint_keeps_its_address_over_joining_and_leaving()
    {
        NetctlOk("init");
        NetctlOk("network create web");
        NetctlOk("sandbox create box");
        NetctlOk("endpoint create --alias sql web db");
        var reserved = NetctlJson("endpoint inspect db")[0];

        NetctlOk("endpoint join db box");
        var joined = NetctlJson("endpoint inspect db")[0];
        var refused = Netctl("endpoint rm db");
        NetctlOk("endpoint leave db");
        var left = NetctlJson("endpoint inspect db")[0];

        Assert.Multiple(() =>
        {
            Assert.That((Text(reserved, "Sandbox"), Text(joined, "Sandbox"), Text(left, "Sandbox")), Is.EqualTo(("", "box", "")));
            Assert.That(Text(reserved, "IPv4Address"), Is.Not.Empty.And.EqualTo(Text(joined, "IPv4Address")).And.EqualTo(Text(left, "IPv4Address")));
            Assert.That((refused.ExitCode, refused.Error), Is.EqualTo((4, "error: endpoint 'db' is attached to sandbox 'box'\nhint: let it leave that sandbox first\n")));
            Assert.That(NetctlOk("endpoint rm db"), Is.EqualTo("db\n"));
            Assert.That(Texts(NetctlJson("endpoint ls --json")), Is.Empty);
        });
        NetctlOk("sandbox rm box");
    }

    [Test]
    public void A_network_in_use_names_who_holds_it_and_how_to_free_it()
    {
        NetctlOk("init");
        NetctlOk("network create web");
        NetctlOk("sandbox create box");
        NetctlOk("network connect web box");
        NetctlOk("endpoint create web spare");

        var result = Netctl("network rm web");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(4));
            Assert.That(result.Error, Does.Contain("for sandbox 'box': `netctl network disconnect web box`"));
            Assert.That(result.Error, Does.Contain("endpoint 'spare'").And.Contain("netctl endpoint rm"));
        });
        NetctlOk("sandbox rm box");
        NetctlOk("endpoint rm spare");
        NetctlOk("network rm web");
    }

    [Test]
    public void A_port_in_use_names_its_holder_and_ports_says_why()
    {
        NetctlOk("init");
        NetctlOk("sandbox create one");
        NetctlOk("sandbox create two");
        NetctlOk("network connect -p 8080:80 bridge one");
        using var foreign = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreign.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Any, 7777));
        foreign.Listen();

        var ours = Netctl("network connect -p 8080:81 bridge two");
        var theirs = Netctl("network connect -p 7777:81 bridge two");

        Assert.Multiple(() =>
        {
            Assert.That((ours.ExitCode, theirs.ExitCode), Is.EqualTo((4, 4)));
            Assert.That(ours.Error, Does.Contain("8080/tcp is in use by endpoint 'one'"));
            Assert.That(theirs.Error, Does.Contain($"7777/tcp is in use by process {Environment.ProcessId}"));
            Assert.That(NetctlOk("ports --why 8080"), Does.Contain("is published for endpoint 'one'"));
            Assert.That(NetctlOk("ports --why 7777/tcp"), Does.Contain($"7777/tcp is open in process {Environment.ProcessId}"));
            Assert.That(NetctlOk("ports --why 7777/udp"), Does.Contain("is not published"));
            Assert.That(Texts(NetctlJson("endpoint ls --json"), "Sandbox"), Is.EqualTo(new[] { "one" }));
        });
        NetctlOk("sandbox rm one two");
    }

    [Test]
    public void The_address_that_init_was_given_is_where_every_network_publishes_its_ports()
    {
        Host.Run("ip addr add 192.0.2.1/32 dev lo");
        NetctlOk("init --ip 192.0.2.1");
        NetctlOk("network create web");
        NetctlOk("sandbox create box");

        NetctlOk("network connect -p 8080:80 bridge box");
        NetctlOk("network connect -p 8081:80 -p 127.0.0.1:8082:80 web box");

        Assert.That(Texts(NetctlJson("ports --json"), "HostAddress"), Is.EqualTo(new[] { "192.0.2.1", "192.0.2.1", "127.0.0.1" }));
        NetctlOk("sandbox rm box");
    }

    [Test]
    public void What_another_has_is_refused_with_its_holder()
    {
        NetctlOk("init");
        NetctlOk("network create web");
        NetctlOk("sandbox create box");
        NetctlOk("sandbox create free");
        NetctlOk("network connect --ip 172.17.0.50 bridge box");
        NetctlOk("endpoint create web db");
        NetctlOk("endpoint join db free");

        Assert.Multiple(() =>
        {
            foreach (var (command, reason) in new[]
            {
                ("network connect bridge box", "sandbox 'box' is connected to network 'bridge' already"),
                ("endpoint join db box", "endpoint 'db' is attached to sandbox 'free' already"),
                ("network connect --ip 172.17.0.50 bridge free", "172.17.0.50 is in use by endpoint"),
                ("network connect --ifname eth0 web box", "interface 'eth0' exists in sandbox 'box'"),
                ("endpoint create web db", "endpoint name 'db' is in use on network 'web'"),
            })
            {
                var result = Netctl(command);
                Assert.That(result.ExitCode, Is.EqualTo(4), $"netctl {command}: {result.Error}");
                Assert.That(result.Error, Does.StartWith("error: ").And.Contain(reason).And.Contain("hint: "), $"netctl {command}");
            }
        });
        Assert.That(Texts(NetctlJson("endpoint ls --json"), "Sandbox"), Is.EqualTo(new[] { "box", "free" }));
        NetctlOk("sandbox rm box free");
        NetctlOk("endpoint rm db");
    }

    [Test]
    public void What_cannot_be_done_is_refused_with_its_reason_and_leaves_nothing()
    {
        NetctlOk("init");
        NetctlOk("sandbox create box");

        Assert.Multiple(() =>
        {
            foreach (var (command, exitCode, reason) in Refusals)
            {
                var result = Netctl(command);
                Assert.That(result.ExitCode, Is.EqualTo(exitCode), $"netctl {command}: {result.Error}");
                Assert.That(result.Error, Does.StartWith("error: ").And.Contain(reason).And.Contain("hint: "), $"netctl {command}");
                Assert.That(result.Output.Trim(), Is.AnyOf("", "[]"), $"netctl {command}");
            }
        });
        Assert.That(Texts(NetctlJson("endpoint ls --json")), Is.Empty);
        Assert.That(Texts(NetctlJson("sandbox ls --json"), "Name"), Is.EqualTo(new[] { "box" }));
        Assert.That(NetctlOk("sandbox exec box -- ip -br link"), Does.Not.Contain("eth"));
        Assert.That(Host.Run("ip -br link"), Does.Not.Contain("ncv"));
        NetctlOk("sandbox rm box");
    }
}
