using System.Net;
using NetController.CrashHost;
using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Netlink;

namespace NetController.Controller.Kernel.Tests;

/// <summary>A host with a dual-stack bridge network and a sandbox, everything composed as a host composes it, and all that there is to see of it.</summary>
public abstract class FaultTest : ControllerKernelTest
{
    protected static readonly EndpointSpec Published = new() { Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("5353:53/udp")] };

    private protected static readonly Subject Attachment = new("attachment", "connect web box", "disconnect web box")
    {
        MakeAsync = static async controller => await controller.ConnectAsync(controller.GetNetwork("web"), controller.GetSandbox("box"), Published),
        TakeAsync = static async controller => await controller.DisconnectAsync(controller.GetNetwork("web"), controller.GetSandbox("box")),
        CreationPoints = 15,
        DeletionPoints = 4,
        HasRules = true,
    };

    private protected static readonly Subject Membership = Attachment with
    {
        Name = "membership of a reserved endpoint",
        MakeAsync = static async controller => await controller.JoinAsync(controller.Endpoints.Single(static endpoint => endpoint.Name == "kept"), controller.GetSandbox("box")),
        TakeAsync = static async controller => await controller.LeaveAsync(controller.Endpoints.Single(static endpoint => endpoint.Name == "kept")),
        CreationPoints = 10,
    };

    private protected static readonly Subject EmptySandbox = new("sandbox", "sandbox create new", "sandbox delete new")
    {
        MakeAsync = static async controller => await controller.CreateSandboxAsync(new SandboxSpec("new")),
        TakeAsync = static async controller => await controller.DeleteSandboxAsync(controller.GetSandbox("new")),
        CreationPoints = 6,
        DeletionPoints = 4,
    };

    private protected static readonly Subject ConnectedSandbox = EmptySandbox with
    {
        Name = "connected sandbox",
        MakeAsync = static async controller => await controller.ConnectAsync(
            controller.GetNetwork("web"), await controller.CreateSandboxAsync(new SandboxSpec("new")), Published),
        DeletionPoints = 6,
        HasRules = true,
    };

    private protected static readonly Subject NewNetwork = new("network", "create new", "delete new")
    {
        MakeAsync = static async controller => await controller.CreateNetworkAsync(Dual("new", 1)),
        TakeAsync = static async controller => await controller.DeleteNetworkAsync(controller.GetNetwork("new")),
        CreationPoints = 8,
        DeletionPoints = 3,
        HasRules = true,
    };

    private protected static FaultLine Faults => FaultLineSetUp.Faults;

    /// <summary>What applies the rules.</summary>
    protected FirewallBackend Backend { get; set; }

    protected NetworkControllerOptions OptionsWithBackend => Options with { Firewall = Backend, DefaultBridge = new DefaultBridgeOptions { Enabled = false } };

    protected static NetworkSpec Dual(string name, int number) => new(name, new BridgeNetworkOptions())
    {
        EnableIPv6 = true,
        Subnets = [new SubnetRequest(IPPrefix.Parse($"10.{80 + number}.0.0/24")), new SubnetRequest(IPPrefix.Parse($"fd00:{80 + number}::/64"))],
    };

    protected static ValueTask<NetworkController> OpenAsync(NetworkControllerOptions options) => new NetworkControllerBuilder(options).OpenAsync();

    /// <summary>Makes network <c>web</c> and sandbox <c>box</c>; what the first attachment brings for good is there afterwards.</summary>
    protected async Task<NetworkController> PrepareAsync(IStepObserver? observer = null)
    {
        var controller = await InitializeAsync(observer, OptionsWithBackend);
        var web = await controller.CreateNetworkAsync(Dual("web", 0));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        await controller.ConnectAsync(web, box, Published);
        await controller.DisconnectAsync(web, box);
        return controller;
    }

    /// <summary>Links, addresses, routes, rules, listening sockets, namespaces, what is inside them, records, leases and changed settings.</summary>
    protected string World(NetworkController controller)
    {
        var links = Host.Route.ListLinks();
        var names = links.ToDictionary(static link => link.Index, static link => link.Name);
        var firewall = Backend is FirewallBackend.Nftables ? "nft -s list ruleset" : "iptables-save | sed 's/\\[[0-9:]*\\]//'; ip6tables-save | sed 's/\\[[0-9:]*\\]//'";
        string[] lines =
        [
            .. links.Select(link => $"link {link.Name} {link.Alias} mtu {link.Mtu} up {link.IsUp} master {(link.Master is { } master ? names.GetValueOrDefault(master) : null)}"),
            .. Host.Route.ListAddresses().Where(static address => !IsOfTheKernel(address.Address)).Select(address => $"address {address.Address} dev {names.GetValueOrDefault(address.Link)}"),
            .. Host.Run($"{firewall}; ss -Htuln").Split('\n').Where(static line => !line.StartsWith('#')),
            .. controller.HostChanges.Select(static change => $"setting {change}"),
            .. controller.Networks.Select(network => $"network {network.Name} {network.Record.State}, {controller.GetEndpoints(network).Length} endpoints"),
            .. controller.Endpoints.Select(static endpoint => $"endpoint {endpoint.Name} {endpoint.Record.State}"),
            .. controller.Sandboxes.Select(static box => $"sandbox {box.Name} {box.Record.State} {Inside(box)}"),
            .. controller.IpamStatus.Values.SelectMany(static status => status.Pools).Select(static pool => $"pool {pool.Pool.Subnet} {pool.AddressesInUse}"),
            .. Directory.GetFiles(Path.Combine(Options.RunDirectory, "netns")).Select(static file => $"namespace {file}"),
        ];
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Asserts that kernel, firewall and records agree, and that nothing of ours is beside them.</summary>
    protected static async Task AssertWholeAsync(NetworkController controller, string when)
    {
        Assert.That(await controller.CheckAsync(), Is.Empty, when);
        Assert.That(controller.FindLeftovers(), Is.Empty, when);
    }

    /// <summary>What a link gets of the kernel's own accord, in its own time.</summary>
    private static bool IsOfTheKernel(IPAddress address) => address.IsIPv6LinkLocal || address.IsIPv6Multicast;

    private static string Inside(Sandbox box)
    {
        if (!File.Exists(box.NamespacePath))
        {
            return "gone";
        }

        using var inside = NetworkNamespace.Open(box.NamespacePath);
        using var route = RouteConnection.Open(inside);
        var addresses = route.ListAddresses().Count(static address => !IsOfTheKernel(address.Address));
        var routes = route.ListRoutes().Count(static route => !IsOfTheKernel(route.Destination.BaseAddress));
        return $"{string.Join(' ', route.ListLinks().Select(static link => $"{link.Name}:{link.IsUp}"))}, {addresses} addresses, {routes} routes";
    }

    /// <summary>What is made and taken away.</summary>
    /// <param name="Name">Its name, for the list of tests.</param>
    /// <param name="Making">How another process is asked to make it.</param>
    /// <param name="Taking">How another process is asked to take it away.</param>
    internal sealed record Subject(string Name, string Making, string Taking)
    {
        /// <summary>Makes it.</summary>
        public required Func<NetworkController, Task> MakeAsync { get; init; }

        /// <summary>Takes it away.</summary>
        public required Func<NetworkController, Task> TakeAsync { get; init; }

        /// <summary>How many points the making has at least.</summary>
        public required int CreationPoints { get; init; }

        /// <summary>How many points the taking has at least.</summary>
        public required int DeletionPoints { get; init; }

        /// <summary>Whether it has firewall rules.</summary>
        public bool HasRules { get; init; }

        public override string ToString() => Name;
    }
}
