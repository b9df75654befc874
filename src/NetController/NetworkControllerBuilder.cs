using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Drivers;
using NetController.Drivers.Bridge;
using NetController.Drivers.Host;
using NetController.Drivers.Null;
using NetController.Firewall;
using NetController.Ipam;
using NetController.State;
using NetController.Store.LiteDb;

namespace NetController;

/// <summary>
/// Composes a controller: the built-in drivers, IPAM, firewall and store, with whatever a host puts in their place.
/// </summary>
/// <example>
/// <code>
/// await using var controller = await new NetworkControllerBuilder(new NetworkControllerOptions())
///     .UseLoggerFactory(loggerFactory)
///     .InitializeAsync();
/// </code>
/// </example>
/// <remarks>Not safe to use from several threads at once; the controllers it makes are.</remarks>
public sealed class NetworkControllerBuilder
{
    private readonly List<NetworkDriverFactory> _drivers =
    [
        NullDriver.Create,
        HostDriver.Create,
        BridgeDriver.Create,
    ];

    private readonly List<IpamDriverFactory> _ipamDrivers = [];
    private readonly NetworkControllerOptions _options;
    private StateStoreFactory _store = LiteDbStateStore.OpenAsync;
    private FirewallFactory? _firewall;
    private ILoggerFactory _loggers = NullLoggerFactory.Instance;
    private TimeProvider _time = TimeProvider.System;
    private RandomSource _random = RandomSource.Secure;
    private IMeterFactory? _meters;
    private IStepObserver? _observer;

    /// <summary>Begins a composition.</summary>
    /// <param name="options">How the controller works.</param>
    public NetworkControllerBuilder(NetworkControllerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Adds a driver beside the built-in ones.</summary>
    public NetworkControllerBuilder AddDriver(NetworkDriverFactory driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _drivers.Add(driver);
        return this;
    }

    /// <summary>Adds an IPAM driver beside the built-in <c>default</c>.</summary>
    public NetworkControllerBuilder AddIpamDriver(IpamDriverFactory driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _ipamDrivers.Add(driver);
        return this;
    }

    /// <summary>Keeps the state in another store than LiteDB.</summary>
    public NetworkControllerBuilder UseStore(StateStoreFactory store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        return this;
    }

    /// <summary>Applies rules through another backend than <see cref="NetworkControllerOptions.Firewall"/> names.</summary>
    public NetworkControllerBuilder UseFirewall(FirewallFactory firewall)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        _firewall = firewall;
        return this;
    }

    /// <summary>Logs through these loggers; without them nothing is logged.</summary>
    public NetworkControllerBuilder UseLoggerFactory(ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        _loggers = loggers;
        return this;
    }

    /// <summary>Takes the time from this clock.</summary>
    public NetworkControllerBuilder UseTimeProvider(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        return this;
    }

    /// <summary>Takes ids and MAC addresses from this source.</summary>
    public NetworkControllerBuilder UseRandomSource(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
        return this;
    }

    /// <summary>Measures with a meter of this factory, such as a host's; without it the controller has one of its own.</summary>
    public NetworkControllerBuilder UseMeterFactory(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meters = meters;
        return this;
    }

    /// <summary>Tells an observer before every effect on the kernel, the firewall and the store.</summary>
    public NetworkControllerBuilder UseStepObserver(IStepObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observer = observer;
        return this;
    }

    /// <summary>Starts the controller as a daemon does; see <see cref="NetworkController.InitializeAsync(NetworkControllerOptions, NetworkControllerParts, CancellationToken)"/>.</summary>
    public ValueTask<NetworkController> InitializeAsync(CancellationToken cancellationToken = default) =>
        NetworkController.InitializeAsync(_options, BuildParts(remembers: true), cancellationToken);

    /// <summary>Opens an initialised state directory as it is; see <see cref="NetworkController.OpenAsync(NetworkControllerOptions, NetworkControllerParts, CancellationToken)"/>.</summary>
    public ValueTask<NetworkController> OpenAsync(CancellationToken cancellationToken = default) =>
        NetworkController.OpenAsync(_options, BuildParts(remembers: false), cancellationToken);

    private NetworkControllerParts BuildParts(bool remembers) => new()
    {
        Store = _store,
        Firewall = remembers ? CreateAndRememberFirewall : CreateFirewall,
        IpamDrivers = [CreateDefaultIpam, .. _ipamDrivers],
        Drivers = [.. _drivers],
        NoneNetwork = new NetworkSpec(PredefinedNetworks.None, new NullNetworkOptions()),
        HostNetwork = new NetworkSpec(PredefinedNetworks.Host, new HostNetworkOptions()),
        LoggerFactory = _loggers,
        Time = _time,
        Random = _random,
        MeterFactory = _meters,
        Observer = _observer,
    };

    private IFirewall CreateFirewall(FirewallContext context) => _firewall?.Invoke(context) ?? FirewallBackends.Create(_options.Firewall, context);

    /// <summary>
    /// The backend is chosen when the store is open, so that nobody else has it, and before anything is changed. A store of the host's own need
    /// not have a folder.
    /// </summary>
    private IFirewall CreateAndRememberFirewall(FirewallContext context)
    {
        var firewall = CreateFirewall(context);
        if (Directory.Exists(_options.StateDirectory))
        {
            LastStart.Of(_options, firewall).Write(_options.StateDirectory);
        }

        return firewall;
    }

    private DefaultIpamDriver CreateDefaultIpam(IpamContext context) =>
        new DefaultIpamDriver(context, new IpamOptions { Pools = _options.AddressPools.ToEquatableArray() });
}
