using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.Firewall;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>What the controller itself does for sandboxes, on a real kernel: namespaces, the inside, announcements, ports and the forwarder.</summary>
public sealed class SandboxTests : ControllerKernelTest
{
    [Test]
    public async Task A_sandbox_has_addresses_routes_settings_and_reaches_the_host_over_both_families()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24", "fd00:77::/64"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var endpoint = await controller.ConnectAsync(network, box, new EndpointSpec
        {
            Mtu = 1400,
            LinkLocalAddresses = [IPAddress.Parse("169.254.7.7")],
            Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.77.0.1"))],
            Sysctls = new EquatableMap<string>([KeyValuePair.Create("net.ipv4.conf.IFNAME.log_martians", "1")]),
        });

        Assert.That(Inside(box, "ip -br address show dev eth0"), Does.Contain("UP").And.Contain("10.77.0.2/24").And.Contain("169.254.7.7/16").And.Contain("fd00:77::2/64"));
        Assert.That(Inside(box, "ip link show dev eth0"), Does.Contain("mtu 1400").And.Contain(endpoint.Record.MacAddress.ToString()!));
        Assert.That(Inside(box, "ip -br link show dev lo"), Does.Contain("LOOPBACK,UP"));
        Assert.That(Inside(box, "ip route; ip -6 route"), Does.Contain("default via 10.77.0.1 dev eth0").And.Contain("192.0.2.0/24 via 10.77.0.1").And.Contain("default via fd00:77::1 dev eth0"));
        Assert.That(Inside(box, "sysctl -n net.ipv4.conf.eth0.log_martians").Trim(), Is.EqualTo("1"));
        Inside(box, "ping -c1 -W2 10.77.0.1");
        Inside(box, "ping -c1 -W2 fd00:77::1");
        Assert.That(await controller.CheckAsync(), Is.Empty);
        Assert.That(box.GetStatistics().Single(), Has.Property(nameof(InterfaceStatistics.SentPackets)).GreaterThan(0UL));

        await controller.DeleteSandboxAsync(box);
        Assert.That(File.Exists(box.NamespacePath), Is.False);
        Assert.That(Host.Run("ip -br link"), Does.Not.Contain("ncv"));
    }

    [Test]
    public async Task An_interface_without_IPv6_has_none_of_it_and_gateways_move_between_networks()
    {
        await using var controller = await InitializeWithVethAsync();
        var (a, b) = (await controller.CreateNetworkAsync(Veth("a", "10.77.0.0/24")), await controller.CreateNetworkAsync(Veth("b", "10.78.0.0/24", "fd00:78::/64")));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));

        await controller.ConnectAsync(a, box);
        Assert.That(Inside(box, "ip -6 address show dev eth0"), Is.Empty);
        Assert.That(Inside(box, "ip route"), Does.Contain("default via 10.77.0.1 dev eth0"));
        await controller.ConnectAsync(b, box);
        Assert.That(Inside(box, "ip route; ip -6 route"), Does.Contain("default via 10.78.0.1 dev eth1").And.Contain("default via fd00:78::1 dev eth1").And.Not.Contain("default via 10.77.0.1"));
        await controller.DisconnectAsync(b, box);
        Assert.That(Inside(box, "ip route; ip -6 route"), Does.Contain("default via 10.77.0.1 dev eth0").And.Not.Contain("10.78.0.1").And.Not.Contain("fd00:78"));
        Assert.That(await controller.CheckAsync(), Is.Empty);
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task What_somebody_changes_inside_is_drift_and_repaired_and_found_by_the_next_process()
    {
        var box = default(Sandbox);
        await using (var controller = await InitializeWithVethAsync())
        {
            var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24", "fd00:77::/64"));
            box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
            await controller.ConnectAsync(network, box);
            Inside(box, "ip route delete default; ip address delete fd00:77::2/64 dev eth0; ip link set dev eth0 mtu 1300");

            var drift = await controller.CheckAsync();
            Assert.That(drift.Select(static item => item.Endpoint), Is.All.Not.Null);
            foreach (var fix in drift.Select(static item => item.Fix))
            {
                // Each cure is a command that a person can run.
                Assert.That(fix, Does.Match("^ip netns exec [0-9a-f]{12} ip "));
            }

            Assert.That((await controller.RepairAsync()).FailedEndpoints, Is.Empty);
            Assert.That(await controller.CheckAsync(), Is.Empty);
            Inside(box, "ping -c1 -W2 fd00:77::1");
            Inside(box, "ip -6 route delete default");
        }

        await using var next = await InitializeWithVethAsync(Options with { ActiveSandboxes = ["c1"] });
        Assert.That(next.Report.Changes, Has.Some.EqualTo("ip -6 route replace default via fd00:77::1 dev eth0"));
        Assert.That(await next.CheckAsync(), Is.Empty);
        await next.DeleteSandboxAsync(next.GetSandbox("c1"));
    }

    [Test]
    public async Task A_neighbour_that_knew_the_address_by_another_MAC_learns_at_once()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24", "fd00:77::/64"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var endpoint = await controller.ConnectAsync(network, box);
        var link = endpoint.HostLinkName!;
        Host.Run($"ip neigh replace 10.77.0.2 lladdr 02:00:00:00:00:99 nud stale dev {link}");
        Host.Run($"ip neigh replace fd00:77::2 lladdr 02:00:00:00:00:99 nud stale dev {link}");
        Inside(box, "ip route delete default");

        // A repair that puts something right inside announces the addresses.
        await controller.RepairAsync();

        var mac = endpoint.Record.MacAddress.ToString();
        Assert.That(() => Host.Run($"ip neigh show dev {link}").Split('\n').Count(line => line.Contains(mac!, StringComparison.Ordinal) && !line.Contains("fe80", StringComparison.Ordinal)), Is.EqualTo(2).After(2000, 20));
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task A_port_whose_last_connection_is_still_winding_up_is_held()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        using (var server = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        using (var client = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            server.Bind(new IPEndPoint(IPAddress.Loopback, 8085));
            server.Listen();
            client.Connect(server.LocalEndPoint!);
            // Whoever closes first is left with the connection in TIME-WAIT.
            server.Accept().Dispose();
            Assert.That(client.Receive(new byte[1]), Is.Zero);
        }

        Assert.That(Host.Run("ss -tanH sport = :8085"), Does.Contain("TIME-WAIT"));
        await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("8085:80")] });

        Assert.That(Host.Run("ss -tlnH sport = :8085"), Does.Contain("0.0.0.0:8085"));
    }

    [Test]
    public async Task A_held_port_is_refused_to_others_and_to_us_with_the_holder()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        using var foreign = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreign.Bind(new IPEndPoint(IPAddress.Loopback, 8081));
        foreign.Listen();

        await Assert.ThatAsync(async () => await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("8081:80")] }), Throws.InstanceOf<PortInUseException>());
        await Assert.ThatAsync(
            async () => await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("203.0.113.1:8082:80")] }),
            Throws.InstanceOf<InvalidRequestException>().With.Message.Contains("no address of this host"));
        var endpoint = await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("8080-8082:80"), PortMapping.Parse("9000-9099:9000-9099/udp")] });
        Assert.That(endpoint.Ports[0].HostPorts.ToString(), Is.EqualTo("8080"));

        using var late = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        late.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Assert.That(() => Listen(late, 8080), Throws.InstanceOf<SocketException>());
        await controller.DeleteSandboxAsync(box);
        Assert.That(() => Listen(late, 8080), Throws.Nothing);

        static void Listen(Socket socket, int port)
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            socket.Listen();
        }
    }

    [Test]
    public async Task An_IPv6_client_reaches_an_IPv4_endpoint_through_this_process_by_TCP_and_UDP()
    {
        Host.Run("ip link set dev lo up");
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("[::1]:8080:80"), PortMapping.Parse("[::1]:5353:53/udp")] });
        using var inside = NetworkNamespace.Open(box.NamespacePath);
        using var server = inside.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Any, 80));
        server.Listen();
        using var udpServer = inside.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udpServer.Bind(new IPEndPoint(IPAddress.Any, 53));

        using var client = Host.Namespace.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, 8080), timeout.Token);
        using var accepted = await server.AcceptAsync(timeout.Token);
        var big = new byte[1 << 20];
        Random.Shared.NextBytes(big);
        var sending = SendAllAsync(client, big, timeout.Token);
        var received = await ReadToEndAsync(accepted, timeout.Token);
        await sending;
        Assert.That(received, Is.EqualTo(big));
        await accepted.SendAsync("answer"u8.ToArray(), timeout.Token);
        accepted.Shutdown(SocketShutdown.Send);
        Assert.That(Encoding.ASCII.GetString(await ReadToEndAsync(client, timeout.Token)), Is.EqualTo("answer"), "a half-closed connection still answers");

        using var udpClient = Host.Namespace.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        await udpClient.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, 5353), timeout.Token);
        await udpClient.SendAsync("ping"u8.ToArray(), timeout.Token);
        var buffer = new byte[16];
        var question = await udpServer.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), timeout.Token);
        await udpServer.SendToAsync("pong"u8.ToArray(), SocketFlags.None, question.RemoteEndPoint, timeout.Token);
        Assert.That(Encoding.ASCII.GetString(buffer, 0, await udpClient.ReceiveAsync(buffer, SocketFlags.None, timeout.Token)), Is.EqualTo("pong"));
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task What_the_host_remembers_of_an_address_and_of_published_UDP_ports_is_forgotten_and_nothing_else()
    {
        Host.Run("nft add table ip t; nft 'add chain ip t c { type filter hook output priority 0; }'; nft add rule ip t c ct state new accept");
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        foreach (var flow in new[] { "-s 192.0.2.1 -d 192.0.2.9 --sport 1000 --dport 5353", "-s 192.0.2.1 -d 192.0.2.9 --sport 1000 --dport 5360", "-s 10.77.0.2 -d 192.0.2.9 --sport 1000 --dport 7", "-s 192.0.2.1 -d 10.77.0.3 --sport 1000 --dport 7" })
        {
            Host.Run($"conntrack -I -p udp {flow} -t 300");
        }

        await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("5350-5359:5350-5359/udp")] });

        Assert.That(Host.Run("conntrack -L").Split('\n').Where(static line => line.Length > 0).Select(static line => string.Join(' ', line.Split(' ').Where(static word => word.StartsWith("dst=", StringComparison.Ordinal) || word.StartsWith("dport=", StringComparison.Ordinal)).Take(2))),
            Is.EquivalentTo(new[] { "dst=192.0.2.9 dport=5360", "dst=10.77.0.3 dport=7" }));
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task A_wrong_prefix_length_and_a_wrong_router_are_cured_without_the_loss_of_a_route()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24", "fd00:77::/64"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.ConnectAsync(network, box, new EndpointSpec
        {
            Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.77.0.1")), new StaticRoute(IPPrefix.Parse("2001:db8::/32"), IPAddress.Parse("fd00:77::1"))],
        });
        var before = Inside(box, "ip -4 route; ip -6 route");
        Inside(box, "ip address add 10.77.0.2/20 dev eth0; ip address delete 10.77.0.2/24 dev eth0");
        Inside(box, "ip address delete fd00:77::2/64 dev eth0; ip address add fd00:77::2/60 dev eth0 nodad");
        Inside(box, "ip route replace 192.0.2.0/24 via 10.77.0.99 proto static; ip -6 route replace 2001:db8::/32 via fd00:77::99 proto static");

        var drift = await controller.CheckAsync();
        var repair = await controller.RepairAsync();

        Assert.That(drift.Select(static item => item.Fix), Has.Some.EndsWith("ip route replace 192.0.2.0/24 via 10.77.0.1 dev eth0").And.Some.EndsWith("ip -6 route replace 2001:db8::/32 via fd00:77::1 dev eth0"));
        Assert.That(repair.FailedEndpoints, Is.Empty);
        Assert.That(await controller.CheckAsync(), Is.Empty);
        Assert.That(Inside(box, "ip -4 route; ip -6 route"), Is.EqualTo(before));
        Inside(box, "ping -c1 -W2 10.77.0.1");
        await controller.DeleteSandboxAsync(box);
    }

    [Test]
    public async Task A_route_that_a_strangers_namespace_has_already_is_refused_unless_it_is_the_same()
    {
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var foreign = NewNamespace("foreign");
        foreign.Run("ip link add br0 type bridge; ip link set br0 up; ip address add 198.51.100.1/24 dev br0; ip route add 192.0.2.0/24 via 198.51.100.9");
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1") { NamespacePath = foreign.Path });
        var spec = new EndpointSpec { Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("10.77.0.1"))] };

        var refused = await Assert.ThrowsAsync<ResourceConflictException>(async () => await controller.ConnectAsync(network, box, spec));

        Assert.That(refused!.Message, Does.Contain("another route to 192.0.2.0/24"));
        Assert.That(foreign.Run("ip route"), Does.Contain("192.0.2.0/24 via 198.51.100.9").And.Not.Contain("10.77.0"));
        foreign.Run("ip route delete 192.0.2.0/24");
        await controller.ConnectAsync(network, box, spec);
        Assert.That(foreign.Run("ip route"), Does.Contain("192.0.2.0/24 via 10.77.0.1"));
    }

    [Test]
    public async Task A_namespace_of_somebody_else_is_joined_and_left_as_it_was()
    {
        var theirs = NewNamespace();
        theirs.Run("ip link set dev lo up");
        await using var controller = await InitializeWithVethAsync();
        var network = await controller.CreateNetworkAsync(Veth("net", "10.77.0.0/24"));
        var before = KernelSnapshot.Capture(theirs.Namespace);
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1") { NamespacePath = theirs.Path });
        await controller.ConnectAsync(network, box, new EndpointSpec { InterfaceName = "front" });

        theirs.Run("ping -c1 -W2 10.77.0.1");
        await Assert.ThatAsync(
            async () => await controller.CreateSandboxAsync(new SandboxSpec("c2") { NamespacePath = "/proc/self/status" }),
            Throws.InstanceOf<InvalidRequestException>());
        await controller.DeleteSandboxAsync(box);

        before.AssertSame(KernelSnapshot.Capture(theirs.Namespace));
    }

    private static async Task SendAllAsync(Socket socket, byte[] bytes, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[65536];
        while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private static string Inside(Sandbox box, string command) => HostProgram.Run(command, box.NamespacePath);

    private static NetworkSpec Veth(string name, params string[] subnets) => new(name, new VethDriver.VethOptions())
    {
        EnableIPv6 = subnets.Length > 1,
        Subnets = subnets.Select(static subnet => new SubnetRequest(IPPrefix.Parse(subnet))).ToEquatableArray(),
    };

    private ValueTask<NetworkController> InitializeWithVethAsync(NetworkControllerOptions? options = null) =>
        new NetworkControllerBuilder((options ?? Options) with { DefaultBridge = new DefaultBridgeOptions { Enabled = false } })
            .UseFirewall(static context => FirewallBackends.Create(FirewallBackend.None, context))
            .AddDriver(static context => new VethDriver(context))
            .InitializeAsync();
}
