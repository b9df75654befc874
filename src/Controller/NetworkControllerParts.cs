using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Drivers;
using NetController.Firewall;
using NetController.Host;
using NetController.Ipam;
using NetController.Ports;
using NetController.Sandboxes;
using NetController.Sandboxes.Files;
using NetController.State;

namespace NetController;

/// <summary>The exchangeable parts of a controller. The package <c>NetController</c> fills them with good defaults.</summary>
public sealed record NetworkControllerParts
{
    /// <summary>Opens the store.</summary>
    public required StateStoreFactory Store { get; init; }

    /// <summary>Makes the firewall backend.</summary>
    public required FirewallFactory Firewall { get; init; }

    /// <summary>Make the IPAM drivers; at least the one called <c>default</c>.</summary>
    public required ImmutableArray<IpamDriverFactory> IpamDrivers { get; init; }

    /// <summary>Make the network drivers; the default networks need <c>null</c>, <c>host</c> and one that provides the default bridge.</summary>
    public required ImmutableArray<NetworkDriverFactory> Drivers { get; init; }

    /// <summary>The spec of the default network <c>none</c>.</summary>
    public required NetworkSpec NoneNetwork { get; init; }

    /// <summary>The spec of the default network <c>host</c>.</summary>
    public required NetworkSpec HostNetwork { get; init; }

    /// <summary>Makes every part's loggers. Default: none.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where ids and MAC addresses take their randomness from.</summary>
    public RandomSource Random { get; init; } = RandomSource.Secure;

    /// <summary>Opens the host network; exchanged by tests that need no kernel.</summary>
    internal Func<NetworkControllerOptions, IHost> OpenHost { get; init; } = static options => KernelHost.Open(options.HostNamespacePath);

    /// <summary>The network namespaces of sandboxes; exchanged by tests that need no kernel.</summary>
    internal INamespaces Namespaces { get; init; } = new KernelNamespaces();

    /// <summary>The host's files that sandboxes' own are made from.</summary>
    internal IHostFiles Files { get; init; } = new HostFiles();

    /// <summary>Opens the sockets that hold ports; exchanged by tests.</summary>
    internal Func<NetworkControllerOptions, IPortSockets> OpenPortSockets { get; init; } = HostPortSockets.Open;

    /// <summary>Opens what the host's kernel remembers of traffic; null where nothing of it is touched.</summary>
    internal Func<NetworkControllerOptions, IFlows?> OpenFlows { get; init; } = static options => new KernelFlows(options.HostNamespacePath);

    /// <summary>Makes the meter; null for one of the controller's own. See <see cref="NetworkControllerDiagnostics.MeterName"/>.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Told before every effect; null where nobody watches.</summary>
    public IStepObserver? Observer { get; init; }
}
