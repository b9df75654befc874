using Microsoft.Extensions.Logging.Abstractions;
using NetController.Ipam;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;
using NetController.Store.LiteDb;

namespace NetController.Netctl;

/// <summary>One command's way to the state: starts or opens the controller, or only reads what is stored.</summary>
/// <param name="global">Where the state is, and how to log.</param>
/// <param name="console">Takes logs and warnings.</param>
internal sealed class NetctlSession(GlobalOptions global, NetctlConsole console)
{
    private const string DatabaseName = "networks.db";

    /// <summary>Starts a controller as a daemon does, and keeps what it was told for the commands that follow.</summary>
    public async ValueTask<NetworkController> InitializeAsync(NetworkControllerOptions options, CancellationToken cancellationToken)
    {
        var controller = await Builder(options).InitializeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            new InitSettings(options.Firewall, new EquatableArray<AddressPoolTemplate>(options.AddressPools), options.DefaultHostBinding)
                .Write(options.StateDirectory);
            return controller;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await controller.DisposeAsync().ConfigureAwait(false);
            throw new ResourceUnavailableException(
                $"the options of this start could not be kept in '{options.StateDirectory}': {failure.Message}", "free space or mend the disk, then run it again", failure);
        }
    }

    /// <summary>Opens the state as it is.</summary>
    public ValueTask<NetworkController> OpenAsync(CancellationToken cancellationToken) =>
        Builder(ControllerOptions.Of(global, InitSettings.Read(global.StateDirectory))).OpenAsync(cancellationToken);

    /// <summary>
    /// Reads what is stored without opening it: no lock is taken, no privilege is needed beyond reading the file, and a controller that
    /// has the state open is not disturbed. Where the snapshot is missing or damaged the state is opened after all.
    /// </summary>
    public async ValueTask<StateView> ReadAsync(CancellationToken cancellationToken)
    {
        var snapshot = ReadSnapshot();
        if (snapshot is { Findings.IsEmpty: true })
        {
            return StateView.Of(snapshot.Content);
        }

        try
        {
            var controller = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (controller.ConfigureAwait(false))
            {
                return StateView.Of(controller);
            }
        }
        catch (NetControllerException failure) when (snapshot is not null)
        {
            foreach (var finding in snapshot.Findings.Prepend(failure.Problem))
            {
                console.Diagnose(Severity.Warning, finding);
            }

            return StateView.Of(snapshot.Content);
        }
    }

    /// <summary>The snapshot; null where only opening the state can tell more.</summary>
    private StateSnapshot? ReadSnapshot()
    {
        try
        {
            return StateSnapshot.Read(global.StateDirectory);
        }
        catch (ResourceUnavailableException failure) when (failure.InnerException is UnauthorizedAccessException)
        {
            throw new OperationForbiddenException(
                $"the state in '{global.StateDirectory}' may not be read by this user", "run it as root, or as the owner of that folder", failure);
        }
        catch (ResourceUnavailableException failure) when (failure.InnerException is IOException)
        {
            return null;
        }
        catch (ObjectNotFoundException) when (File.Exists(Path.Combine(global.StateDirectory, DatabaseName)))
        {
            return null;
        }
    }

    private NetworkControllerBuilder Builder(NetworkControllerOptions options) => new NetworkControllerBuilder(options)
        .UseLoggerFactory(global.Verbose ? new StderrLoggerFactory(console) : NullLoggerFactory.Instance);
}
