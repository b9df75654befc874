using System.Text.Json;
using NetController.Drivers.Bridge;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests;

/// <summary>A controller on a real kernel: its fake host, its state directory, and what the host's own programs say about it.</summary>
public abstract class ControllerKernelTest : KernelTest
{
    protected string State { get; private set; } = string.Empty;

    protected NetworkControllerOptions Options => new()
    {
        StateDirectory = Path.Combine(State, "state"),
        RunDirectory = Path.Combine(State, "run"),
        HostNamespacePath = Host.Path,
    };

    [SetUp]
    public void MakeStateDirectory() => State = Directory.CreateTempSubdirectory("nctest-state-").FullName;

    [TearDown]
    public void RemoveStateDirectory()
    {
        // What a test that failed halfway has left: a folder with a bound file in it cannot be removed.
        var namespaces = Path.Combine(Options.RunDirectory, "netns");
        foreach (var file in Directory.Exists(namespaces) ? Directory.GetFiles(namespaces) : [])
        {
            NetworkNamespace.DeleteAt(file);
        }

        Directory.Delete(State, recursive: true);
    }

    protected ValueTask<NetworkController> InitializeAsync(IStepObserver? observer = null, NetworkControllerOptions? options = null) =>
        Builder(observer, options).InitializeAsync();

    protected ValueTask<NetworkController> OpenAsync(IStepObserver? observer = null) => Builder(observer, null).OpenAsync();

    protected static NetworkSpec Bridge(string name, string? subnet = null) => new(name, new BridgeNetworkOptions())
    {
        Subnets = subnet is null ? [] : [new SubnetRequest(IPPrefix.Parse(subnet))],
    };

    /// <summary>The host's bridges by name, as <c>ip</c> sees them: index, MTU and global addresses.</summary>
    protected Dictionary<string, string> BridgesOnHost() => JsonDocument.Parse(Host.Run("ip -json address show type bridge")).RootElement.EnumerateArray()
        .Where(static link => link.TryGetProperty("ifname", out _))
        .ToDictionary(
            static link => link.GetProperty("ifname").GetString()!,
            static link => $"index {link.GetProperty("ifindex")} mtu {link.GetProperty("mtu")} {string.Join(' ', GlobalAddresses(link))}");

    /// <summary>The short ids of the networks that have rules in the host's iptables.</summary>
    protected IEnumerable<string> NetworksWithRules() => (Host.Run("iptables-save") + Host.Run("ip6tables-save"))
        .Split('\n')
        .SelectMany(static line => line.Split('"', ' ').Where(static word => word.StartsWith("netctl:", StringComparison.Ordinal) && word.Contains(":network:", StringComparison.Ordinal)))
        .Select(static tag => tag.Split(':')[3])
        .Distinct()
        .Order();

    /// <summary>Asserts that store, kernel, firewall and IPAM agree on exactly these networks.</summary>
    protected async Task AssertConvergedAsync(NetworkController controller, params string[] networks)
    {
        var drift = await controller.CheckAsync();
        Assert.Multiple(() =>
        {
            Assert.That(controller.Networks.Select(static network => network.Name), Is.EquivalentTo(networks));
            Assert.That(drift, Is.Empty);
            Assert.That(controller.FindLeftovers(), Is.Empty);
            Assert.That(BridgesOnHost().Keys, Is.EquivalentTo(controller.Networks.Select(static network => network.LinkName).OfType<string>()));
            Assert.That(NetworksWithRules(), Is.EquivalentTo(controller.Networks.Where(static network => network.LinkName is not null).Select(static network => network.Id.Short)));
            Assert.That(
                controller.IpamStatus.Values.SelectMany(static status => status.Pools).Select(static pool => pool.Network).Distinct(),
                Is.EquivalentTo(controller.Networks.Where(static network => network.Record.Pools.Count > 0).Select(static network => network.Id)));
        });
    }

    /// <summary>All that the host has, but for the link-local addresses and routes that the kernel gives links of its own accord, in its own time.</summary>
    protected IReadOnlyList<string> HostState() => [.. KernelSnapshot.Capture(Host.Namespace).Lines
        .Where(static line => !line.Contains(" fe80::", StringComparison.Ordinal) && !line.Contains(" ff00::/8", StringComparison.Ordinal))];

    private NetworkControllerBuilder Builder(IStepObserver? observer, NetworkControllerOptions? options)
    {
        var builder = new NetworkControllerBuilder(options ?? Options);
        return observer is null ? builder : builder.UseStepObserver(observer);
    }

    private static IEnumerable<string> GlobalAddresses(JsonElement link) => link.GetProperty("addr_info").EnumerateArray()
        .Where(static address => address.TryGetProperty("scope", out var scope) && scope.GetString() == "global")
        .Select(static address => $"{address.GetProperty("local")}/{address.GetProperty("prefixlen")}")
        .Order();
}
