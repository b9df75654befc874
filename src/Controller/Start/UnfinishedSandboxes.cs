using NetController.Sandboxes;
using NetController.State;

namespace NetController.Start;

/// <summary>Drives sandboxes and endpoints that a process left half made or half removed to absence, or back to being only reserved.</summary>
internal sealed class UnfinishedSandboxes(ControllerServices services, ReportBuilder report)
{
    /// <summary>Whether there were any, removed or not.</summary>
    public bool Found { get; private set; }

    public async ValueTask RemoveAsync()
    {
        foreach (var sandbox in services.Sandboxes.Objects.Values.Where(static sandbox => IsUnfinished(sandbox.Record.State)).OrderBy(static sandbox => sandbox.Record.Created))
        {
            await TryAsync($"sandbox '{sandbox.Name}'", () => new SandboxDeletion(services).DeleteAsync(sandbox, CancellationToken.None)).ConfigureAwait(false);
        }

        foreach (var endpoint in services.Endpoints.Objects.Values.Where(static endpoint => IsUnfinished(endpoint.Record.State)).OrderBy(static endpoint => endpoint.Record.Created))
        {
            await TryAsync($"endpoint '{endpoint.Name}' on network '{endpoint.Network.Name}'", () => RemoveAsync(endpoint)).ConfigureAwait(false);
        }
    }

    /// <summary>An endpoint that was created on its own and died before it was recorded as there was never attached.</summary>
    private async ValueTask RemoveAsync(Endpoint endpoint)
    {
        var operation = $"remove unfinished endpoint '{endpoint.Name}'";
        if (endpoint.Record.Sandbox is null)
        {
            await new EndpointDeletion(services).DeleteAsync(endpoint, CancellationToken.None).ConfigureAwait(false);
        }
        else if (endpoint.Sandbox is { } sandbox)
        {
            using var work = await SandboxWork.BeginAsync(services, [sandbox], CancellationToken.None).ConfigureAwait(false);
            await new Detachment(services, operation).RunAsync(work, sandbox, [endpoint], CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await new Detachment(services, operation).RunAsync(endpoint).ConfigureAwait(false);
        }
    }

    private async ValueTask TryAsync(string what, Func<ValueTask> removal)
    {
        Found = true;
        try
        {
            await removal().ConfigureAwait(false);
            report.Unfinished.Add(what);
        }
        catch (NetControllerException failure)
        {
            report.Warn($"{what} was left unfinished and could not be removed: {failure.Message}");
        }
    }

    private static bool IsUnfinished(RecordState state) => state is RecordState.Creating or RecordState.Deleting;
}
