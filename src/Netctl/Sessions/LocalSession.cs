using Microsoft.Extensions.Logging.Abstractions;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.State;
using NetController.Store.LiteDb;

namespace NetController.Netctl.Sessions;

/// <summary>The way to the stored state: starts or opens a controller of the command's own, or only reads what is stored.</summary>
/// <param name="global">Where the state is, and how to log.</param>
/// <param name="console">Takes logs and warnings.</param>
internal sealed class LocalSession(GlobalOptions global, NetctlConsole console) : INetctlSession
{
    private const string DatabaseName = "networks.db";

    /// <summary>Starts a controller as a daemon does; what it is told holds for the commands that follow.</summary>
    public async ValueTask<InitJson> InitializeAsync(NetworkControllerOptions? options, CancellationToken cancellationToken)
    {
        var controller = await Builder(options ?? ControllerOptions.Of(global)).InitializeAsync(cancellationToken).ConfigureAwait(false);
        await using (controller.ConfigureAwait(false))
        {
            return StartMapping.Report(controller);
        }
    }

    /// <summary>Opens the state as it is.</summary>
    public async ValueTask<IOperations> OpenAsync(CancellationToken cancellationToken)
    {
        var controller = await OpenControllerAsync(cancellationToken).ConfigureAwait(false);
        foreach (var warning in controller.Report.StoreFindings.Concat(controller.Report.Warnings))
        {
            console.Diagnose(Severity.Warning, warning);
        }

        return new LocalOperations(controller);
    }

    /// <summary>Looks at the records, and at this host.</summary>
    public async ValueTask<PortAnswerJson> ExplainPortAsync(PortQuestion question, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return SandboxMapping.PortAnswer(PortAnswer.Find(question, state.Endpoints));
    }

    /// <summary>Nothing happens in a state that nobody has open.</summary>
    public IAsyncEnumerable<EventJson> WatchAsync(bool follow, CancellationToken cancellationToken) => throw new ResourceUnavailableException(
        "no daemon runs here, and events are what happens in one", "start a daemon, or name its socket with --host unix:///PATH or NETCTL_HOST");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Reads what is stored without opening it: no lock is taken, no privilege is needed beyond reading the file, and a controller that
    /// has the state open is not disturbed. Where the snapshot is missing or damaged the state is opened after all.
    /// </summary>
    public async ValueTask<StateView> ReadAsync(CancellationToken cancellationToken)
    {
        var snapshot = ReadSnapshot();
        if (snapshot is { Findings.IsEmpty: true })
        {
            return RecordedState.Of(snapshot.Content);
        }

        try
        {
            var controller = await OpenControllerAsync(cancellationToken).ConfigureAwait(false);
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

            return RecordedState.Of(snapshot.Content);
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

    private ValueTask<NetworkController> OpenControllerAsync(CancellationToken cancellationToken) =>
        Builder(ControllerOptions.OfLastStart(global)).OpenAsync(cancellationToken);

    private NetworkControllerBuilder Builder(NetworkControllerOptions options) => new NetworkControllerBuilder(options)
        .UseLoggerFactory(global.Verbose ? new StderrLoggerFactory(console) : NullLoggerFactory.Instance);
}
