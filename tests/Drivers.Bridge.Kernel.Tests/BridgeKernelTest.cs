using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>A bridge driver that works in the test's own host.</summary>
public abstract class BridgeKernelTest : KernelTest
{
    private protected static readonly InstanceId Instance = InstanceId.Parse(new string('a', 64));

    private BridgeDriver? _driver;
    private FakeHostSettings? _settings;

    private protected BridgeDriver Driver => _driver ?? throw new InvalidOperationException("There is no driver outside a test.");

    private protected FakeHostSettings Settings => _settings ?? throw new InvalidOperationException("There are no settings outside a test.");

    [SetUp]
    public void MakeDriver()
    {
        _settings = new FakeHostSettings(Host.Namespace);
        _driver = (BridgeDriver)BridgeDriver.Create(new DriverContext(Instance, _settings)
        {
            HostNamespacePath = Host.Path,
            FirewallGuardsLoopback = true,
            LoggerFactory = NullLoggerFactory.Instance,
        });
    }

    // Runs before the base class looks for what is left.
    [TearDown]
    public async Task DisposeDriver() => await Driver.DisposeAsync();

    /// <summary>The plan of network number <paramref name="number"/>, with a subnet around each of the host's addresses.</summary>
    private protected static NetworkPlan Plan(int number, BridgeNetworkOptions? options = null, params ReadOnlySpan<string> gateways) =>
        new(Id(number), $"net{number}", Instance, options ?? new BridgeNetworkOptions())
        {
            Pools = new EquatableArray<NetworkPool>(
                [.. gateways.ToImmutableArray().Select(InterfaceAddressOf).Select(static gateway => new NetworkPool(gateway.Prefix) { Gateway = gateway })]),
        };

    private protected static NetworkId Id(int number) => NetworkId.Parse($"{number:x12}" + new string('0', 52));

    private protected static string Link(int number) => $"nc-{number:x12}";

    private protected async Task<IDriverNetwork> Open(NetworkPlan plan) => await Driver.OpenNetworkAsync(plan, default);

    private protected async Task<ImmutableArray<string>> Ensure(NetworkPlan plan, IStepObserver? observer = null)
    {
        var network = await Open(plan);
        return await UndoLog.RunAsync("ensure", new OperationContext(NullLogger.Instance, observer), network.EnsureAsync, default);
    }

    private protected async Task<ImmutableArray<Drift>> Check(NetworkPlan plan) => await (await Open(plan)).CheckAsync(default);

    private protected async Task Delete(NetworkPlan plan)
    {
        var teardown = new Teardown("delete", new OperationContext(NullLogger.Instance));
        await (await Open(plan)).DeleteAsync(teardown);
        teardown.ThrowIfFailed("");
    }

    private protected KernelSnapshot Snapshot() => KernelSnapshot.Capture(Host.Namespace);

    /// <summary>The addresses of a link but for the link-local ones, which the kernel gives in its own time.</summary>
    private protected string Addresses(string link) => string.Join(' ', AllAddresses(link).Where(static text => !text.StartsWith("fe80", StringComparison.Ordinal)));

    private protected IEnumerable<string> AllAddresses(string link) => Host.Route
        .ListAddresses(new AddressFilter { Link = Host.Route.FindLink(link)!.Index })
        .Select(static address => $"{address.Address}/{address.PrefixLength}");

    private static InterfaceAddress InterfaceAddressOf(string text) => InterfaceAddress.Parse(text);
}
