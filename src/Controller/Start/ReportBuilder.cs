using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using NetController.Diagnostics;

namespace NetController.Start;

/// <summary>Collects what a start does, step by step.</summary>
internal sealed class ReportBuilder(ImmutableArray<string> active, TimeProvider time, ILogger logger, ControllerDiagnostics diagnostics)
{
    private readonly List<StepTiming> _steps = [];

    /// <summary>Where the start is measured and traced.</summary>
    public ControllerDiagnostics Diagnostics => diagnostics;

    public List<string> Unfinished { get; } = [];

    public List<string> Restored { get; } = [];

    public List<DegradedNetwork> Degraded { get; } = [];

    public List<string> Created { get; } = [];

    public List<string> Refreshed { get; } = [];

    public List<string> Deleted { get; } = [];

    public List<DegradedEndpoint> DegradedEndpoints { get; } = [];

    /// <summary>The sandboxes that are alive; those of the options until the start has looked for more.</summary>
    public ImmutableArray<string> ActiveSandboxes { get; set; } = active;

    public List<string> StaleSandboxes { get; } = [];

    public List<string> Changes { get; } = [];

    public List<string> Leftovers { get; } = [];

    public List<string> Warnings { get; } = [];

    public ImmutableArray<IPAddress> HostGateways { get; set; } = [];

    public bool DefaultNetworksKept { get; set; }

    /// <summary>Runs one step and notes how long it took.</summary>
    public async ValueTask StepAsync(string name, Func<ValueTask> step)
    {
        using var span = diagnostics.StartPart(name);
        var began = time.GetTimestamp();
        await step().ConfigureAwait(false);
        Note(name, began);
    }

    /// <summary>Runs one step that gives something and notes how long it took.</summary>
    public async ValueTask<T> StepAsync<T>(string name, Func<ValueTask<T>> step)
    {
        using var span = diagnostics.StartPart(name);
        var began = time.GetTimestamp();
        var result = await step().ConfigureAwait(false);
        Note(name, began);
        return result;
    }

    public void Warn(string warning)
    {
        Warnings.Add(warning);
        ControllerLog.Warning(logger, warning);
    }

    public InitializeReport Build(ControllerServices services) => new()
    {
        StoreFindings = services.Store.Opening.Findings,
        Unfinished = [.. Unfinished],
        Restored = [.. Restored],
        Degraded = [.. Degraded],
        DegradedEndpoints = [.. DegradedEndpoints],
        Created = [.. Created],
        Refreshed = [.. Refreshed],
        Deleted = [.. Deleted],
        DefaultNetworksKept = DefaultNetworksKept,
        ActiveSandboxes = ActiveSandboxes,
        StaleSandboxes = [.. StaleSandboxes],
        Changes = [.. Changes],
        HostChanges = services.HostSettings.Current,
        HostGateways = HostGateways,
        Leftovers = [.. Leftovers],
        Warnings = [.. Warnings],
        Steps = [.. _steps],
    };

    private void Note(string step, long began)
    {
        var elapsed = time.GetElapsedTime(began);
        _steps.Add(new StepTiming(step, elapsed));
        ControllerLog.StepTook(logger, step, elapsed);
    }
}
