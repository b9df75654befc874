using Microsoft.Extensions.Logging;
using NetController.Firewall;

namespace NetController.Drivers;

/// <summary>What a controller hands to the drivers it makes.</summary>
/// <param name="Instance">The instance whose owner tags the driver's objects carry.</param>
/// <param name="HostSettings">The only way to change the host's own sysctls.</param>
public sealed record DriverContext(InstanceId Instance, IHostSettings HostSettings)
{
    /// <summary>The namespace file of the host network that the driver works in; null for the process's own.</summary>
    public string? HostNamespacePath { get; init; }

    /// <summary>Whether the firewall keeps endpoints from the host's loopback addresses; see <see cref="IFirewall.GuardsLoopback"/>. Default false.</summary>
    public bool FirewallGuardsLoopback { get; init; }

    /// <summary>Makes the driver's loggers.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>Where MAC addresses take their randomness from.</summary>
    public RandomSource Random { get; init; } = RandomSource.Secure;
}

/// <summary>Makes a driver for a controller that is starting.</summary>
public delegate INetworkDriver NetworkDriverFactory(DriverContext context);
