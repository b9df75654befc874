using System.Net;
using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>
/// A host with a network of every kind at once, on each a server with published ports and a neighbour; one more network with a stranger on it;
/// and outside a LAN with two machines: the remote one knows nothing of what is behind the host, the router knows the way there.
/// </summary>
internal sealed class AccessLab : IAsyncDisposable
{
    /// <summary>The network of <see cref="Stranger"/>.</summary>
    public const int StrangerNumber = 90;

    private const int IsolatedNumber = 86;

    private readonly List<IAsyncDisposable> _running = [];
    private readonly List<IDisposable> _things = [];
    private readonly List<ServedNetwork> _networks = [];
    private EquatableArray<PublishedPorts> _published = [];
    private readonly string _state = Directory.CreateTempSubdirectory("nctest-state-").FullName;

    private AccessLab()
    {
    }

    public Machine Host { get; private set; } = null!;

    public Machine Remote { get; private set; } = null!;

    public Machine Router { get; private set; } = null!;

    /// <summary>An endpoint of another network.</summary>
    public Machine Stranger { get; private set; } = null!;

    public NetworkController? Controller { get; private set; }

    /// <summary>Whether the rules are asked about what a bridge only switches (br_netfilter).</summary>
    public bool FiltersSwitchedFrames { get; private set; }

    /// <summary>Answers outside, on the router.</summary>
    public Responder Outside { get; private set; } = null!;

    /// <summary>A further server of the user's network, which publishes its ports in other ways.</summary>
    public (Machine Server, Responder Responder) Publisher { get; private set; }

    public ServedNetwork this[string kind] => _networks.Single(network => network.Kind == kind);

    /// <summary>Builds it all.</summary>
    /// <param name="backend">What applies the rules.</param>
    /// <param name="filtersSwitchedFrames">Whether the rules are asked about what a bridge only switches (br_netfilter).</param>
    public static async Task<AccessLab> BuildAsync(FirewallBackend backend, bool filtersSwitchedFrames)
    {
        var lab = new AccessLab { FiltersSwitchedFrames = filtersSwitchedFrames };
        try
        {
            await lab.BuildAllAsync(backend);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The host's address in the network of a number; where it has none, as in isolated networks, what an endpoint might take for it.</summary>
    public static IPAddress Gateway(int number, IPFamily family)
    {
        var host = number == IsolatedNumber ? 254 : 1;
        return IPAddress.Parse(family == IPFamily.IPv4 ? $"10.{number}.0.{host}" : $"fd00:{number}::{host}");
    }

    /// <summary>Another address of the host beside its first.</summary>
    public static IPAddress SecondAddress(IPFamily family) => IPAddress.Parse(family == IPFamily.IPv4 ? "192.0.2.77" : "2001:db8::77");

    /// <summary>Changes whether the kernel asks the rules about what a bridge only switches, and has the controller repair what that makes different.</summary>
    public async Task FilterSwitchedFramesAsync(bool on)
    {
        if (FiltersSwitchedFrames != on)
        {
            FiltersSwitchedFrames = on;
            FilterSwitchedFrames(Host, on);
            await Controller!.RepairAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Controller is not null)
        {
            foreach (var box in Controller.Sandboxes)
            {
                await Controller.DeleteSandboxAsync(box);
            }
        }

        foreach (var running in Enumerable.Reverse(_running))
        {
            await running.DisposeAsync();
        }

        foreach (var thing in Enumerable.Reverse(_things))
        {
            thing.Dispose();
        }

        Directory.Delete(_state, recursive: true);
    }

    /// <summary>The port of the host that a row of <see cref="AccessTables.Publications"/> names, and the one of <see cref="Publisher"/> that it leads to.</summary>
    public (int Port, int Target) PublishedPort(string row, IPFamily family, TransportProtocol protocol) => row switch
    {
        "all addresses" => (8200, 80),
        "one address" => (8201, 80),
        "first of a range" => (8210, 90),
        "last of a range" => (8212, 92),
        "after that range" => (8213, 0),
        "automatic" => (_published.Single(ports => ports.ContainerPorts.First == 93 && ports.Family == family && ports.Protocol == protocol).HostPorts.First, 93),
        _ => throw new FormatException($"nothing is published as '{row}'"),
    };

    /// <summary>The address that the host has of itself on the link of a network, as a machine on that link calls it.</summary>
    public IPAddress LinkLocalAddress(ServedNetwork network)
    {
        using var host = RouteConnection.Open(Host.Namespace);
        using var inside = RouteConnection.Open(network.Server.Namespace);
        var bridge = host.FindLink(network.Network.LinkName!)!.Index;
        var address = host.ListAddresses(new AddressFilter { Link = bridge }).Select(static one => one.Address).Single(static one => one.IsIPv6LinkLocal);
        return new IPAddress(address.GetAddressBytes(), inside.FindLink("eth0")!.Index.Value);
    }

    /// <summary>Puts a sandbox on a network.</summary>
    public async Task<(Machine Machine, Endpoint Endpoint)> AddSandboxAsync(Network network, string name, params string[] ports)
    {
        var box = await Controller!.CreateSandboxAsync(new SandboxSpec(name));
        var endpoint = await Controller.ConnectAsync(network, box, new EndpointSpec { Ports = [.. ports.Select(PortMapping.Parse)] });
        return (Keep(new Machine(name, box.NamespacePath, [.. endpoint.Addresses.Items.Select(static address => address.Address)])), endpoint);
    }

    private async Task BuildAllAsync(FirewallBackend backend)
    {
        var (host, lan, remote, router) = (Keep(new TestNamespace("host")), Keep(new TestNamespace("lan")), Keep(new TestNamespace("remote")), Keep(new TestNamespace("router")));
        Wire(host, lan, remote, router);
        Host = Keep(new Machine("host", host.Path, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")));
        Remote = Keep(new Machine("remote", remote.Path, IPAddress.Parse("192.0.2.2"), IPAddress.Parse("2001:db8::2")));
        Router = Keep(new Machine("router", router.Path, IPAddress.Parse("192.0.2.3"), IPAddress.Parse("2001:db8::3")));
        FilterSwitchedFrames(Host, FiltersSwitchedFrames);
        Outside = Keep(new Responder(Router.Namespace, 80), _running);
        var options = new NetworkControllerOptions
        {
            StateDirectory = Path.Combine(_state, "state"),
            RunDirectory = Path.Combine(_state, "run"),
            HostNamespacePath = host.Path,
            DefaultBridge = new DefaultBridgeOptions
            {
                EnableIPv6 = true,
                AddressIPv4 = InterfaceAddress.Parse("10.80.0.1/24"),
                AddressIPv6 = InterfaceAddress.Parse("fd00:80::1/64"),
            },
        };
        Controller = Keep(await new NetworkControllerBuilder(options).UseFirewall(context => FirewallBackends.Create(backend, context)).InitializeAsync(), _running);
        await ServeAsync("default", 80, Controller!.GetNetwork("bridge"));
        await AddAsync("user", 81, new BridgeNetworkOptions());
        await AddAsync("apart", 82, new BridgeNetworkOptions { InterContainerConnectivity = false });
        await AddAsync("internal", 83, new BridgeNetworkOptions(), isInternal: true);
        await AddAsync("routed", 84, new BridgeNetworkOptions { GatewayModeIPv4 = GatewayMode.Routed, GatewayModeIPv6 = GatewayMode.Routed });
        await AddAsync("unprotected", 85, new BridgeNetworkOptions { GatewayModeIPv4 = GatewayMode.NatUnprotected, GatewayModeIPv6 = GatewayMode.NatUnprotected });
        await AddAsync("isolated", IsolatedNumber, new BridgeNetworkOptions { GatewayModeIPv4 = GatewayMode.Isolated, GatewayModeIPv6 = GatewayMode.Isolated }, isInternal: true);
        await ServeAsync("IPv4", 87, await Controller.CreateNetworkAsync(new NetworkSpec("plain", new BridgeNetworkOptions()) { Subnets = [new SubnetRequest(IPPrefix.Parse("10.87.0.0/24"))] }));
        Stranger = (await AddSandboxAsync(await Controller!.CreateNetworkAsync(Spec("elsewhere", StrangerNumber, new BridgeNetworkOptions())), "stranger")).Machine;
        SendLoopbackAddressesOut(Stranger, StrangerNumber);
        string[] ports = ["8200:80", "192.0.2.1:8201:80", "[2001:db8::1]:8201:80", "8210-8212:90-92", "93"];
        var (publisher, endpoint) = await AddSandboxAsync(this["user"].Network, "publisher", [.. ports, .. ports.Select(static port => $"{port}/udp")]);
        _published = endpoint.Ports;
        Publisher = (publisher, Keep(new Responder(publisher.Namespace, 80, 90, 91, 92, 93), _running));
    }

    private async Task AddAsync(string kind, int number, BridgeNetworkOptions options, bool isInternal = false) =>
        await ServeAsync(kind, number, await Controller!.CreateNetworkAsync(Spec(kind, number, options) with { Internal = isInternal }));

    private async Task ServeAsync(string kind, int number, Network network)
    {
        var (published, local) = (8000 + number, 8100 + number);
        var (server, _) = await AddSandboxAsync(
            network,
            $"{kind}-server",
            $"{published}:80",
            $"{published}:80/udp",
            $"127.0.0.1:{local}:82",
            $"127.0.0.1:{local}:82/udp",
            $"[::1]:{local}:82",
            $"[::1]:{local}:82/udp");
        var (neighbour, _) = await AddSandboxAsync(network, $"{kind}-neighbour");
        using var route = RouteConnection.Open(Host.Namespace);
        var bridge = route.FindLink(network.LinkName!)!.HardwareAddress.ToString()!;
        foreach (var machine in new[] { server, neighbour })
        {
            InsistOnAWayOut(machine, number, bridge);
        }

        RouteMarkedPacketsThroughTheGateway(neighbour, number);
        SendLoopbackAddressesOut(neighbour, number);
        _networks.Add(new ServedNetwork(kind, number, network, server, neighbour, Keep(new Responder(server.Namespace, 80, 81, 82), _running))
        {
            PublishedPort = published,
            LocalPort = local,
        });
    }

    private static NetworkSpec Spec(string name, int number, BridgeNetworkOptions options) => new(name, options)
    {
        EnableIPv6 = true,
        Subnets = [new SubnetRequest(IPPrefix.Parse($"10.{number}.0.0/24")), new SubnetRequest(IPPrefix.Parse($"fd00:{number}::/64"))],
    };

    // A LAN is a switch. What the host has no better route for goes to a machine that answers nothing and forwards nothing.
    private static void Wire(TestNamespace host, TestNamespace lan, TestNamespace remote, TestNamespace router)
    {
        foreach (var one in new[] { host, lan, remote, router })
        {
            one.Run("for f in all default; do echo 0 > /proc/sys/net/ipv6/conf/$f/accept_dad; done");
        }

        lan.Run(
            "set -e; ip link add lan0 type bridge;"
            + $"ip link add host0 type veth peer name up0 netns {host.Path}; ip link add remote0 type veth peer name up0 netns {remote.Path};"
            + $"ip link add router0 type veth peer name up0 netns {router.Path}; for l in host0 remote0 router0; do ip link set $l master lan0 up; done; ip link set lan0 up");
        Configure(host, 1);
        Configure(remote, 2);
        Configure(router, 3);
        host.Run($"ip address add {SecondAddress(IPFamily.IPv4)}/32 dev up0; ip address add {SecondAddress(IPFamily.IPv6)}/128 dev up0 nodad preferred_lft 0; ip route add default via 192.0.2.2; ip route add default via 2001:db8::2");
        router.Run("ip route add 10.0.0.0/8 via 192.0.2.1; ip route add fd00::/16 via 2001:db8::1");
    }

    private static void FilterSwitchedFrames(Machine host, bool on) => host.Run(
        $"for f in iptables ip6tables; do if test -e /proc/sys/net/bridge/bridge-nf-call-$f; then echo {(on ? 1 : 0)} > /proc/sys/net/bridge/bridge-nf-call-$f; fi; done");

    private static void Configure(TestNamespace of, int number) =>
        of.Run($"ip address add 192.0.2.{number}/24 dev up0; ip address add 2001:db8::{number}/64 dev up0 nodad; ip link set up0 up");

    // What root in a container can do where it is given no way out: send to the bridge all the same, which in an isolated network answers for no address.
    private static void InsistOnAWayOut(Machine machine, int number, string bridge)
    {
        foreach (var family in machine.Addresses.Select(static address => address.Family()))
        {
            var (ip, gateway) = (family == IPFamily.IPv4 ? "ip" : "ip -6", Gateway(number, family));
            machine.Run($"{ip} route show default | grep -q . || {ip} route add default via {gateway}");
            if (number == IsolatedNumber)
            {
                machine.Run($"ip neigh add {gateway} lladdr {bridge} dev eth0 nud permanent");
            }
        }
    }

    private static void RouteMarkedPacketsThroughTheGateway(Machine machine, int number)
    {
        machine.Run("echo 0 | tee /proc/sys/net/ipv4/conf/*/accept_redirects /proc/sys/net/ipv6/conf/*/accept_redirects >/dev/null");
        foreach (var family in machine.Addresses.Select(static address => address.Family()))
        {
            var ip = family == IPFamily.IPv4 ? "ip" : "ip -6";
            machine.Run($"set -e; {ip} rule add fwmark {AccessWays.ThroughTheGateway} lookup 100; {ip} route add default via {Gateway(number, family)} dev eth0 table 100");
        }
    }

    // The same for the host's loopback address: like any other, to the wire.
    private static void SendLoopbackAddressesOut(Machine machine, int number) => machine.Run(
        "set -e; ip address del 127.0.0.1/8 dev lo; echo 1 > /proc/sys/net/ipv4/conf/eth0/route_localnet;"
        + $"ip route add 127.0.0.1 via {Gateway(number, IPFamily.IPv4)} dev eth0 src {machine.Address(IPFamily.IPv4)}");

    private T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }

    private static T Keep<T>(T thing, List<IAsyncDisposable> among)
        where T : IAsyncDisposable
    {
        among.Add(thing);
        return thing;
    }
}

/// <summary>A network with a server on it, which answers on port 80, published; 81, not published; and 82, published on the host's loopback addresses alone.</summary>
/// <param name="Kind">What kind of network it is.</param>
/// <param name="Number">Its number, which its subnets have in them.</param>
/// <param name="Network">The network.</param>
/// <param name="Server">The server.</param>
/// <param name="Neighbour">Another endpoint of the network.</param>
/// <param name="Responder">What answers on the server.</param>
internal sealed record ServedNetwork(string Kind, int Number, Network Network, Machine Server, Machine Neighbour, Responder Responder)
{
    /// <summary>The port of the host that leads to 80.</summary>
    public int PublishedPort { get; init; }

    /// <summary>The port of its loopback addresses that leads to 82.</summary>
    public int LocalPort { get; init; }
}
