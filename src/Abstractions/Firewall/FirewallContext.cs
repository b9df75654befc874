using Microsoft.Extensions.Logging;

namespace NetController.Firewall;

/// <summary>What a controller hands to the firewall backend it makes.</summary>
/// <param name="Instance">The instance whose owner tags the rules carry.</param>
/// <param name="LoggerFactory">Makes the backend's loggers.</param>
public sealed record FirewallContext(InstanceId Instance, ILoggerFactory LoggerFactory)
{
    /// <summary>The namespace file of the host network that the backend works in; null for the process's own.</summary>
    public string? HostNamespacePath { get; init; }
}

/// <summary>Makes a firewall backend for a controller that is starting.</summary>
/// <exception cref="ResourceUnavailableException">The backend's program is missing; the error says what to install or choose.</exception>
public delegate IFirewall FirewallFactory(FirewallContext context);
