using System.Net;
using System.Net.Sockets;
using NetController.Firewall;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>A container of a real runtime lives in a sandbox: the library gives it its network and its files, and serves it to the LAN.</summary>
public sealed class ContainerTests : ControllerKernelTest
{
    private const string Page = "served by a container\n";

    [TestCase(FirewallBackend.Iptables)]
    [TestCase(FirewallBackend.Nftables)]
    public async Task A_container_serves_its_page_on_a_published_port_and_leaves_nothing(FirewallBackend backend)
    {
        var lan = JoinLan();
        await using var controller = await InitializeAsync(options: Options with { Firewall = backend });
        var network = await controller.CreateNetworkAsync(Bridge("web", "10.80.0.0/24"));
        await AttachOnceAsync(controller, network);
        var before = HostState();
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("shop")
        {
            Hostname = "shop",
            ExtraHosts = [new HostsEntry("nas", IPAddress.Parse("192.0.2.9"))],
            NameServers = [IPAddress.Parse("192.0.2.53")],
            SearchDomains = ["example.org"],
        });
        await controller.ConnectAsync(network, sandbox, new EndpointSpec { Ports = [PortMapping.Parse("8080:80")] });

        using (var container = Container.Serve(Directory.CreateDirectory(Path.Combine(State, "container")).FullName, sandbox, Page))
        {
            await container.WaitUntilServingAsync();
            await Assert.MultipleAsync(async () =>
            {
                Assert.That(await FetchAsync(lan, "192.0.2.1", 8080), Is.EqualTo(Page), "from the LAN by the host's address");
                Assert.That(await FetchAsync(Host, "127.0.0.1", 8080), Is.EqualTo(Page), "from the host by its loopback address");
                Assert.That(await FetchAsync(Host, "10.80.0.2", 80), Is.EqualTo(Page), "from the host by the container's own address");
                Assert.That(await FetchAsync(lan, "10.80.0.2", 80), Is.Null, "from the LAN past the host");
                Assert.That(container.Exec("cat /etc/hosts"), Is.EqualTo(sandbox.RenderHostsFile()).And.Contain("192.0.2.9\tnas\n").And.Contain("10.80.0.2\tshop\n"));
                Assert.That(container.Exec("cat /etc/resolv.conf"), Is.EqualTo(sandbox.RenderResolverFile()).And.Contain("nameserver 192.0.2.53\n").And.Contain("search example.org\n"));
                Assert.That(container.Exec("ip -4 addr show dev eth0"), Does.Contain("inet 10.80.0.2/24"));
                Assert.That(container.Exec("hostname"), Is.EqualTo("shop\n"));
            });
            Assert.That(await controller.CheckAsync(), Is.Empty);
        }

        Assert.That(await FetchAsync(lan, "192.0.2.1", 8080), Is.Null, "the container is stopped");
        await controller.DeleteSandboxAsync(sandbox);
        Assert.That(HostState(), Is.EqualTo(before));
        Assert.Multiple(() =>
        {
            Assert.That(controller.FindLeftovers(), Is.Empty);
            Assert.That(controller.Endpoints, Is.Empty);
            Assert.That(Directory.GetFiles(Path.Combine(Options.RunDirectory, "netns")), Is.Empty);
            Assert.That(Host.Run("ss -Htuln"), Does.Not.Contain(":8080"));
        });
    }

    /// <summary>Gives the host an uplink, and a neighbour on it that also knows the way to the containers.</summary>
    private TestNamespace JoinLan()
    {
        var lan = NewNamespace("lan");
        Host.Run($"ip link add uplink type veth peer name eth0 netns {lan.Path}; ip address add 192.0.2.1/24 dev uplink; ip link set dev uplink up");
        lan.Run("ip address add 192.0.2.2/24 dev eth0; ip link set dev eth0 up; ip route add 10.80.0.0/24 via 192.0.2.1");
        return lan;
    }

    /// <summary>The page at an address; null where nobody serves one.</summary>
    private static async Task<string?> FetchAsync(TestNamespace from, string address, int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var client = from.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await client.ConnectAsync(new IPEndPoint(IPAddress.Parse(address), port), patience.Token);
            using var stream = new NetworkStream(client);
            await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), patience.Token);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(patience.Token);
            return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        }
        catch (Exception unanswered) when (unanswered is IOException or SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What the first attachment brings for good: the kernel's hooks that iptables registers.</summary>
    private static async Task AttachOnceAsync(NetworkController controller, Network network)
    {
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("first"));
        await controller.ConnectAsync(network, sandbox, new EndpointSpec { AddressIPv4 = IPAddress.Parse("10.80.0.99"), Ports = [PortMapping.Parse("8081:80")] });
        await controller.DeleteSandboxAsync(sandbox);
    }
}
