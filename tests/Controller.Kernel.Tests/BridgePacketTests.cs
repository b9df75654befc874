using System.Net;
using System.Net.Sockets;
using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>Who reaches whom, everything composed as a host composes it: the bridge driver, the firewall, the store. <see cref="BridgeSandboxTests"/> has what is made and removed.</summary>
public sealed class BridgePacketTests : ControllerKernelTest
{
    [Test]
    public async Task Sandboxes_of_one_network_reach_each_other_and_those_of_another_do_not()
    {
        await using var controller = await InitializeAsync();
        var (web, other) = (await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24")), await controller.CreateNetworkAsync(Bridge("other", "10.81.0.0/24")));
        var (one, two, stranger) = (await NewBoxAsync(controller, "one", web), await NewBoxAsync(controller, "two", web), await NewBoxAsync(controller, "three", other));

        Assert.That(Pings(one, "10.80.0.3"), Is.True, "same network");
        Assert.That(Pings(one, "10.80.0.1"), Is.True, "gateway");
        Assert.That(Pings(stranger, "10.80.0.2"), Is.False, "other network");
        Assert.That(await controller.CheckAsync(), Is.Empty);

        await controller.DisconnectAsync(web, two);
        Assert.That(Pings(one, "10.80.0.3"), Is.False, "detached");
        foreach (var box in new[] { one, two, stranger })
        {
            await controller.DeleteSandboxAsync(box);
        }

        await controller.DeleteNetworkAsync(web);
        await controller.DeleteNetworkAsync(other);
        await AssertConvergedAsync(controller, "bridge", "host", "none");
    }

    [Test]
    public async Task Endpoints_are_kept_apart_where_the_network_says_so()
    {
        await using var controller = await InitializeAsync();
        var network = await controller.CreateNetworkAsync(Bridge("apart", "10.80.0.0/24") with { Options = new BridgeNetworkOptions { InterContainerConnectivity = false } });
        var (one, two) = (await NewBoxAsync(controller, "one", network), await NewBoxAsync(controller, "two", network));

        Assert.That(Pings(one, "10.80.0.1"), Is.True, "gateway");
        Assert.That(Pings(one, "10.80.0.3"), Is.False, "neighbour");

        await controller.DeleteSandboxAsync(one);
        await controller.DeleteSandboxAsync(two);
    }

    [TestCase(FirewallBackend.Iptables)]
    [TestCase(FirewallBackend.Nftables)]
    public async Task A_published_port_is_answered_from_outside_with_the_caller_known_and_closed_again_by_the_detachment(FirewallBackend backend)
    {
        var outside = NewNamespace();
        Host.Run($"ip link add uplink type veth peer name eth0 netns {outside.Path}; ip address add 192.0.2.1/24 dev uplink; ip link set dev uplink up");
        outside.Run("ip address add 192.0.2.2/24 dev eth0; ip link set dev eth0 up; ip route add 10.80.0.0/24 via 192.0.2.1");
        await using var controller = await InitializeWithAsync(backend);
        var network = await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("one"));
        await controller.ConnectAsync(network, box, new EndpointSpec { Ports = [PortMapping.Parse("8080:80")] });
        using var inside = NetworkNamespace.Open(box.NamespacePath);
        using var listener = inside.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 80));
        listener.Listen();

        Assert.That(await CallerAsync(listener, outside.Namespace, "192.0.2.1", 8080), Is.EqualTo(IPAddress.Parse("192.0.2.2")), "from outside");
        Assert.That(await CallerAsync(listener, Host.Namespace, "192.0.2.1", 8080), Is.Not.Null, "from the host by its own address");
        Assert.That(await CallerAsync(listener, Host.Namespace, "127.0.0.1", 8080), Is.Not.Null, "from the host by its loopback address");
        Assert.That(await CallerAsync(listener, outside.Namespace, "10.80.0.2", 80), Is.Null, "past the host");
        Assert.That(await controller.CheckAsync(), Is.Empty);

        await controller.DisconnectAsync(network, box);
        Assert.That(await CallerAsync(listener, outside.Namespace, "192.0.2.1", 8080), Is.Null, "detached");
        Assert.That(Host.Run("iptables-save; nft list ruleset"), Does.Not.Contain("8080"));
        await controller.DeleteSandboxAsync(box);
    }

    [TestCase(FirewallBackend.Iptables)]
    [TestCase(FirewallBackend.Nftables)]
    [TestCase(FirewallBackend.None)]
    public async Task A_sandbox_does_not_reach_what_listens_on_the_hosts_loopback_alone(FirewallBackend backend)
    {
        Host.Run("ip link set dev lo up");
        await using var controller = await InitializeWithAsync(backend);
        var box = await NewBoxAsync(controller, "one", await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24")));
        using var listener = Host.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 7777));
        listener.Listen();
        Assert.That(await CallerAsync(listener, Host.Namespace, "127.0.0.1", 7777), Is.Not.Null, "from the host itself");

        // What root in a container can do: send packets for 127.0.0.1 to the host instead of to itself.
        HostProgram.Run(
            "ip address delete 127.0.0.1/8 dev lo; sysctl -q -w net.ipv4.conf.eth0.route_localnet=1; ip route add 127.0.0.1 via 10.80.0.1 dev eth0 src 10.80.0.2",
            box.NamespacePath);
        using var inside = NetworkNamespace.Open(box.NamespacePath);
        Assert.That(await CallerAsync(listener, inside, "127.0.0.1", 7777), Is.Null, "from the sandbox");
        await controller.DeleteSandboxAsync(box);
    }

    /// <summary>Who the listener sees calling; null where nobody gets through.</summary>
    private static async Task<IPAddress?> CallerAsync(Socket listener, NetworkNamespace from, string address, int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var caller = from.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var accepting = listener.AcceptAsync(patience.Token);
            await caller.ConnectAsync(new IPEndPoint(IPAddress.Parse(address), port), patience.Token);
            using var accepted = await accepting;
            return ((IPEndPoint)accepted.RemoteEndPoint!).Address;
        }
        catch (Exception nobody) when (nobody is OperationCanceledException or SocketException)
        {
            return null;
        }
    }

    private ValueTask<NetworkController> InitializeWithAsync(FirewallBackend backend) =>
        new NetworkControllerBuilder(Options).UseFirewall(context => FirewallBackends.Create(backend, context)).InitializeAsync();

    private static async Task<Sandbox> NewBoxAsync(NetworkController controller, string name, Network network)
    {
        var box = await controller.CreateSandboxAsync(new SandboxSpec(name));
        await controller.ConnectAsync(network, box);
        return box;
    }

    private static bool Pings(Sandbox from, string address) =>
        HostProgram.Run($"ping -c1 -W1 {address} | grep -c '1 received' || true", from.NamespacePath).Trim() == "1";
}
