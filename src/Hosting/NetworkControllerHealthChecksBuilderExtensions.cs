using Microsoft.Extensions.Diagnostics.HealthChecks;
using NetController.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of a host's network controller.</summary>
public static class NetworkControllerHealthChecksBuilderExtensions
{
    /// <summary>The name of the check where none is given.</summary>
    public const string DefaultName = "network-controller";

    /// <summary>
    /// Adds a check that is degraded while a network or an endpoint is, or while drift that the periodic check found is not repaired, and fails
    /// before the controller is initialised. It reads what the controller knows; kernel and disk are not touched.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What not being initialised means; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    public static IHealthChecksBuilder AddNetworkController(
        this IHealthChecksBuilder builder, string name = DefaultName, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddNetworkController();
        return builder.Add(new HealthCheckRegistration(
            name, static provider => ActivatorUtilities.CreateInstance<NetworkControllerHealthCheck>(provider), failureStatus, tags));
    }
}
