using Microsoft.Extensions.Logging;
using NetController.Start;
using NetController.Validation;

namespace NetController;

/// <content>How a controller starts.</content>
public sealed partial class NetworkController
{
    /// <summary>
    /// Starts a controller as a daemon does (Docker's <c>initNetworkController</c>): opens the store, finishes what a dead process left
    /// half done, restores every persisted network, and, unless sandboxes are active, sets up the default networks.
    /// </summary>
    /// <param name="options">How the controller works.</param>
    /// <param name="parts">The exchangeable parts; the package <c>NetController</c> has an overload that fills them.</param>
    /// <param name="cancellationToken">Observed between steps.</param>
    /// <exception cref="InvalidRequestException">The options contradict themselves; nothing was changed.</exception>
    /// <exception cref="OperationForbiddenException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="ResourceUnavailableException">The store is locked, damaged beyond use or newer, or the firewall's program is missing.</exception>
    /// <exception cref="NetControllerException">A default network could not be set up. A persisted network that cannot be restored is no error: see <see cref="InitializeReport.Degraded"/>.</exception>
    public static async ValueTask<NetworkController> InitializeAsync(
        NetworkControllerOptions options, NetworkControllerParts parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        OptionsValidator.Validate(options);
        var logger = parts.LoggerFactory.CreateLogger<NetworkController>();
        var report = new ReportBuilder(parts.Time, logger);
        var began = parts.Time.GetTimestamp();
        var services = await ServicesFactory.OpenAsync(options, parts, createStore: true, report, cancellationToken).ConfigureAwait(false);
        try
        {
            await new Initialization(services, report).RunAsync(cancellationToken).ConfigureAwait(false);
            var controller = new NetworkController(services, report.Build(services));
            services.Events.Add(ControllerEventKind.ControllerStarted);
            ControllerLog.Initialized(
                logger, services.Instance, parts.Time.GetElapsedTime(began), controller.Report.Restored.Length, controller.Report.Degraded.Length);
            return controller;
        }
        catch
        {
            await services.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Opens an initialised state directory as it is: no default network is made, and the kernel is touched only to finish what a dead
    /// process left half done, which includes restoring the networks that it may have been changing.
    /// </summary>
    /// <param name="options">How the controller works.</param>
    /// <param name="parts">The exchangeable parts; the package <c>NetController</c> has an overload that fills them.</param>
    /// <param name="cancellationToken">Observed between steps.</param>
    /// <exception cref="ObjectNotFoundException">The state directory was never initialised.</exception>
    /// <exception cref="ResourceUnavailableException">The store is locked, damaged beyond use or newer, or the firewall's program is missing.</exception>
    /// <exception cref="OperationForbiddenException">CAP_NET_ADMIN is missing.</exception>
    public static async ValueTask<NetworkController> OpenAsync(
        NetworkControllerOptions options, NetworkControllerParts parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        OptionsValidator.Validate(options);
        var report = new ReportBuilder(parts.Time, parts.LoggerFactory.CreateLogger<NetworkController>());
        var services = await ServicesFactory.OpenAsync(options, parts, createStore: false, report, cancellationToken).ConfigureAwait(false);
        try
        {
            await new Initialization(services, report).OpenAsIsAsync(cancellationToken).ConfigureAwait(false);
            var controller = new NetworkController(services, report.Build(services));
            services.Events.Add(ControllerEventKind.ControllerStarted);
            return controller;
        }
        catch
        {
            await services.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
