using Microsoft.Extensions.Logging;
using NetController.Diagnostics;
using NetController.Start;
using NetController.Validation;

namespace NetController;

/// <content>How a controller starts.</content>
public sealed partial class NetworkController
{
    /// <summary>
    /// Starts a controller as a daemon does (Docker's <c>initNetworkController</c>): opens the store, finishes what a dead process left
    /// half done, restores every persisted network, and, unless sandboxes are active, sets up the default networks. <b>Stored sandboxes that
    /// the options do not count as active are removed</b>: see <see cref="NetworkControllerOptions.ActiveSandboxes"/> and
    /// <see cref="NetworkControllerOptions.KeepPresentSandboxes"/>.
    /// </summary>
    /// <param name="options">How the controller works.</param>
    /// <param name="parts">The exchangeable parts; the package <c>NetController</c> has an overload that fills them.</param>
    /// <param name="cancellationToken">Observed between steps.</param>
    /// <exception cref="InvalidRequestException">The options contradict themselves; nothing was changed.</exception>
    /// <exception cref="OperationForbiddenException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="ResourceUnavailableException">The store is locked, damaged beyond use or newer, or the firewall's program is missing.</exception>
    /// <exception cref="NetControllerException">A default network could not be set up. A persisted network that cannot be restored is no error: see <see cref="InitializeReport.Degraded"/>.</exception>
    public static ValueTask<NetworkController> InitializeAsync(
        NetworkControllerOptions options, NetworkControllerParts parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        OptionsValidator.Validate(options);
        return StartAsync("controller.initialize", options, parts, createStore: true, static (start, cancellation) => start.RunAsync(cancellation), cancellationToken);
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
    public static ValueTask<NetworkController> OpenAsync(
        NetworkControllerOptions options, NetworkControllerParts parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        OptionsValidator.Validate(options);
        return StartAsync("controller.open", options, parts, createStore: false, static (start, cancellation) => start.OpenAsIsAsync(cancellation), cancellationToken);
    }

    private static async ValueTask<NetworkController> StartAsync(
        string operation,
        NetworkControllerOptions options,
        NetworkControllerParts parts,
        bool createStore,
        Func<Initialization, CancellationToken, ValueTask> steps,
        CancellationToken cancellationToken)
    {
        var diagnostics = new ControllerDiagnostics(parts);
        try
        {
            return await diagnostics.RunAsync(operation, default, (diagnostics, options, parts, createStore, steps, cancellationToken), static call =>
                StartAsync(call.diagnostics, call.options, call.parts, call.createStore, call.steps, call.cancellationToken)).ConfigureAwait(false);
        }
        catch
        {
            diagnostics.Dispose();
            throw;
        }
    }

    private static async ValueTask<NetworkController> StartAsync(
        ControllerDiagnostics diagnostics,
        NetworkControllerOptions options,
        NetworkControllerParts parts,
        bool createStore,
        Func<Initialization, CancellationToken, ValueTask> steps,
        CancellationToken cancellationToken)
    {
        var logger = parts.LoggerFactory.CreateLogger<NetworkController>();
        var report = new ReportBuilder(options.ActiveSandboxes, parts.Time, logger, diagnostics);
        var began = parts.Time.GetTimestamp();
        var services = await ServicesFactory.OpenAsync(options, parts, createStore, report, cancellationToken).ConfigureAwait(false);
        try
        {
            await steps(new Initialization(services, report), cancellationToken).ConfigureAwait(false);
            var controller = new NetworkController(services, report.Build(services));
            if (createStore)
            {
                ControllerLog.Initialized(
                    logger, services.Instance, parts.Time.GetElapsedTime(began), controller.Report.Restored.Length, controller.Report.Degraded.Length);
            }

            diagnostics.Show(services);
            services.Events.Add(ControllerEventKind.ControllerStarted);
            return controller;
        }
        catch
        {
            await ServicesFactory.CloseAsync(services, logger).ConfigureAwait(false);
            throw;
        }
    }
}
