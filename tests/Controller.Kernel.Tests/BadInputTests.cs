using System.Net;
using NetController.Firewall;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests;

/// <summary>What cannot be done for sandboxes and endpoints on a real host: each refusal has its type, names the cause, and leaves everything as it was.</summary>
public sealed class BadInputTests : FaultTest
{
    // what is wrong; what is asked for on network web, for sandbox free; the type of the error; what it says
    private static readonly (string Wrong, EndpointSpec Spec, Type Error, string Says)[] Endpoints =
    [
        ("address outside the pool", At("10.81.0.5"), typeof(InvalidRequestException), "lies outside subnet 10.80.0.0/24"),
        ("address of the network", At("10.80.0.0"), typeof(InvalidRequestException), "10.80.0.0"),
        ("address of the broadcast", At("10.80.0.255"), typeof(InvalidRequestException), "10.80.0.255"),
        ("address of the gateway", At("10.80.0.1"), typeof(AddressInUseException), "10.80.0.1 is in use"),
        ("address of an endpoint", At("10.80.0.50"), typeof(AddressInUseException), "10.80.0.50 is in use by endpoint"),
        ("address of a reserved endpoint", At("10.80.0.60"), typeof(AddressInUseException), "10.80.0.60 is in use by endpoint"),
        ("address of the other family", At("fd00:80::5"), typeof(InvalidRequestException), "is not an IPv4 address"),
        ("IPv6 address outside the pool", At6("fd00:81::5"), typeof(InvalidRequestException), "lies outside subnet fd00:80::/64"),
        ("IPv6 address of the subnet's routers", At6("fd00:80::"), typeof(InvalidRequestException), "fd00:80::"),
        ("IPv6 address of the gateway", At6("fd00:80::1"), typeof(AddressInUseException), "fd00:80::1 is in use"),
        ("IPv6 address of an endpoint", At6("fd00:80::50"), typeof(AddressInUseException), "fd00:80::50 is in use by endpoint"),
        ("name of an endpoint", new EndpointSpec { Name = "box" }, typeof(ResourceConflictException), "endpoint name 'box' is in use on network 'web'"),
        ("name of a reserved endpoint", new EndpointSpec { Name = "spare" }, typeof(ResourceConflictException), "endpoint name 'spare' is in use on network 'web'"),
        ("MAC address of an endpoint", new EndpointSpec { MacAddress = MacAddress.Parse("02:00:00:00:00:50") }, typeof(ResourceConflictException), "is in use on network 'web'"),
        ("host address of another host", Port("203.0.113.9:80:80"), typeof(InvalidRequestException), "203.0.113.9 is no address of this host"),
        ("port of an endpoint", Port("8080:80"), typeof(PortInUseException), "8080/tcp is in use by endpoint 'box'"),
        ("port of an endpoint on one address", Port("127.0.0.1:8080:80"), typeof(PortInUseException), "8080/tcp is in use by endpoint 'box'"),
        ("range with a port of an endpoint in it", Port("8079-8081:79-81"), typeof(PortInUseException), "is in use by endpoint 'box'"),
        ("ranges that differ", Port(new PortMapping(TransportProtocol.Tcp, new PortRange(80, 82)) { HostPorts = new PortRange(80, 81) }), typeof(InvalidRequestException), "differ in length"),
        ("no port at all", Port(new PortMapping(TransportProtocol.Tcp, default)), typeof(InvalidRequestException), "names no port"),
        ("setting of the whole host", Setting("net.ipv4.ip_forward"), typeof(InvalidRequestException), "'net.ipv4.ip_forward' is no setting of an interface"),
        ("setting of the namespace", Setting("net.core.somaxconn"), typeof(InvalidRequestException), "is no setting of an interface"),
        ("setting of an interface by name", Setting("net.ipv4.conf.eth0.forwarding"), typeof(InvalidRequestException), "is no setting of an interface"),
        ("setting with a way out of its folder", Setting("net.ipv4.conf.IFNAME.../../forwarding"), typeof(InvalidRequestException), "is no setting of an interface"),
        ("setting that the kernel lacks", Setting("net.ipv4.conf.IFNAME.nonsense"), typeof(NetControllerException), "nonsense"),
        ("value that the kernel refuses", Setting("net.ipv4.conf.IFNAME.forwarding", "perhaps"), typeof(NetControllerException), "forwarding"),
        ("interface called lo", new EndpointSpec { InterfaceName = "lo" }, typeof(InvalidRequestException), "interface name 'lo'"),
        ("interface with a slash", new EndpointSpec { InterfaceName = "a/b" }, typeof(InvalidRequestException), "interface name 'a/b'"),
        ("router that nobody reaches", new EndpointSpec { Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"), IPAddress.Parse("198.51.100.1"))] }, typeof(NetControllerException), "192.0.2.0/24"),
    ];

    // what is wrong; what is asked for; the type of the error; what it says
    private static readonly (string Wrong, Func<NetworkController, string, Task> Act, Type Error, string Says)[] Others =
    [
        ("joined twice", Connect("web", "box"), typeof(ResourceConflictException), "sandbox 'box' is connected to network 'web' already"),
        ("one endpoint in two sandboxes", static async (controller, _) => await controller.JoinAsync(controller.GetEndpoint("box"), controller.GetSandbox("free")), typeof(ResourceConflictException), "already"),
        ("interface that another endpoint has", Connect("more", "box", "eth0"), typeof(ResourceConflictException), "interface 'eth0' exists in sandbox 'box'"),
        ("interface that the namespace has", Connect("web", "guest", "theirs"), typeof(ResourceConflictException), "interface 'theirs' exists in sandbox 'guest'"),
        ("namespace that is gone", Connect("web", "lost"), typeof(ObjectNotFoundException), "lost"),
        ("name of a sandbox", Create("box"), typeof(ResourceConflictException), "sandbox name 'box' is in use"),
        ("namespace that is a file", Create("new", "/etc/passwd"), typeof(InvalidRequestException), "'/etc/passwd' is not the file of a network namespace"),
        ("namespace of another kind", Create("new", "/proc/self/ns/mnt"), typeof(InvalidRequestException), "is not the file of a network namespace"),
        ("namespace that is a folder", Create("new", "/etc"), typeof(InvalidRequestException), "'/etc' is not the file of a network namespace"),
        ("namespace that does not exist", Create("new", "/nonexistent/ns"), typeof(InvalidRequestException), "is not the file of a network namespace"),
        ("namespace of no process", Create("new", "/proc/4194305/ns/net"), typeof(InvalidRequestException), "is not the file of a network namespace"),
        ("namespace of the host", static async (controller, host) => await controller.CreateSandboxAsync(new SandboxSpec("new") { NamespacePath = host }), typeof(InvalidRequestException), "is the host's own network stack"),
        ("namespace of a sandbox", static async (controller, _) => await controller.CreateSandboxAsync(new SandboxSpec("new") { NamespacePath = controller.GetSandbox("box").NamespacePath }), typeof(ResourceConflictException), "is that of sandbox 'box'"),
        ("network in use", static async (controller, _) => await controller.DeleteNetworkAsync(controller.GetNetwork("web")), typeof(NetworkInUseException), "web"),
        ("endpoint in use", static async (controller, _) => await controller.DeleteEndpointAsync(controller.GetEndpoint("box")), typeof(ResourceConflictException), "is attached to sandbox 'box'"),
        ("not connected", static async (controller, _) => await controller.DisconnectAsync(controller.GetNetwork("web"), controller.GetSandbox("free")), typeof(ObjectNotFoundException), "not connected"),
    ];

    [Test]
    public async Task Every_bad_request_is_refused_with_its_type_and_cause_and_changes_nothing()
    {
        Backend = FirewallBackend.Nftables;
        await using var controller = await PrepareAsync();
        await FillAsync(controller);
        var (web, free, before) = (controller.GetNetwork("web"), controller.GetSandbox("free"), World(controller));

        await Assert.MultipleAsync(async () =>
        {
            foreach (var (wrong, spec, error, says) in Endpoints)
            {
                await AssertRefusedAsync(wrong, async () => await controller.ConnectAsync(web, free, spec), error, says);
                Assert.That(World(controller), Is.EqualTo(before), wrong);
            }

            foreach (var (wrong, act, error, says) in Others)
            {
                await AssertRefusedAsync(wrong, () => act(controller, Host.Path), error, says);
                Assert.That(World(controller), Is.EqualTo(before), wrong);
            }
        });

        await controller.ConnectAsync(web, free);
        await controller.DeleteSandboxAsync(controller.GetSandbox("lost"));
        await AssertWholeAsync(controller, "afterwards");
        foreach (var sandbox in controller.Sandboxes)
        {
            await controller.DeleteSandboxAsync(sandbox);
        }
    }

    [TestCase("0")]
    [TestCase("65536")]
    [TestCase("-1")]
    [TestCase("0:80")]
    [TestCase("80:0")]
    [TestCase("65536:80")]
    [TestCase("90-80:80-90")]
    [TestCase("80-82:80-81")]
    [TestCase("80-:80")]
    public void A_port_that_is_none_is_refused_before_anything_is_asked_for(string text) =>
        Assert.That(() => PortMapping.Parse(text), Throws.InstanceOf<InvalidRequestException>().With.Message.Contains($"'{text}'"));

    /// <summary>Gives the host what requests can collide with.</summary>
    private async Task FillAsync(NetworkController controller)
    {
        var (web, box) = (controller.GetNetwork("web"), controller.GetSandbox("box"));
        await controller.CreateNetworkAsync(Dual("more", 1));
        await controller.ConnectAsync(web, box, new EndpointSpec
        {
            AddressIPv4 = IPAddress.Parse("10.80.0.50"),
            AddressIPv6 = IPAddress.Parse("fd00:80::50"),
            MacAddress = MacAddress.Parse("02:00:00:00:00:50"),
            Ports = [PortMapping.Parse("8080:80")],
        });
        await controller.CreateEndpointAsync(web, new EndpointSpec { Name = "spare", AddressIPv4 = IPAddress.Parse("10.80.0.60") });
        await controller.CreateSandboxAsync(new SandboxSpec("free"));
        var guest = NewNamespace("guest");
        guest.Run("ip link add theirs type bridge");
        await controller.CreateSandboxAsync(new SandboxSpec("guest") { NamespacePath = guest.Path });
        NetworkNamespace.DeleteAt((await controller.CreateSandboxAsync(new SandboxSpec("lost"))).NamespacePath);
    }

    private static async Task AssertRefusedAsync(string wrong, Func<Task> act, Type error, string says)
    {
        var refusal = await Assert.CatchAsync(async () => await act());
        Assert.That(refusal, Is.InstanceOf(error).And.Message.Contains(says), wrong);
        Assert.That((refusal as NetControllerException)?.RollbackFailures ?? [], Is.Empty, wrong);
    }

    private static EndpointSpec At(string address) => new() { AddressIPv4 = IPAddress.Parse(address) };

    private static EndpointSpec At6(string address) => new() { AddressIPv6 = IPAddress.Parse(address) };

    private static EndpointSpec Port(string mapping) => Port(PortMapping.Parse(mapping));

    private static EndpointSpec Port(PortMapping mapping) => new() { Ports = [mapping] };

    private static EndpointSpec Setting(string name, string value = "1") => new() { Sysctls = new EquatableMap<string>([KeyValuePair.Create(name, value)]) };

    private static Func<NetworkController, string, Task> Connect(string network, string sandbox, string? interfaceName = null) => async (controller, _) =>
        await controller.ConnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox), new EndpointSpec { InterfaceName = interfaceName });

    private static Func<NetworkController, string, Task> Create(string name, string? path = null) => async (controller, _) =>
        await controller.CreateSandboxAsync(new SandboxSpec(name) { NamespacePath = path });
}
