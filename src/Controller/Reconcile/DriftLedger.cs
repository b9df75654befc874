using System.Collections.Immutable;

namespace NetController.Reconcile;

/// <summary>Tells the drift that is new from the one that an earlier check reported already, so that checking often does not say the same again and again.</summary>
internal sealed class DriftLedger(ControllerServices services)
{
    private readonly Lock _lock = new();
    private HashSet<Drift> _known = [];

    /// <summary>Takes what a check found and tells of what the check before had not.</summary>
    public void Found(ImmutableArray<Drift> found)
    {
        ImmutableArray<Drift> fresh;
        lock (_lock)
        {
            fresh = [.. found.Where(drift => !_known.Contains(drift)).Distinct()];
            _known = [.. found];
        }

        foreach (var drift in fresh)
        {
            services.Events.Add(
                ControllerEventKind.DriftFound,
                drift.Network is { } network ? services.Registry.Networks.GetValueOrDefault(network) : null,
                drift.Endpoint is { } endpoint ? services.Endpoints.Objects.GetValueOrDefault(endpoint) : null,
                drift: drift);
        }
    }

    /// <summary>Tells of the changes of a repair; what is found after it is new.</summary>
    public void Repaired(ImmutableArray<string> changes, Network? network = null, Sandbox? sandbox = null)
    {
        lock (_lock)
        {
            _known = [];
        }

        foreach (var change in changes)
        {
            services.Events.Add(ControllerEventKind.DriftRepaired, network, sandbox: sandbox, change: change);
        }
    }
}
