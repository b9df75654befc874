namespace NetController.Start;

/// <summary>The steps of a start after the store is open and the drivers are registered, in their order.</summary>
internal sealed class Initialization(ControllerServices services, ReportBuilder report)
{
    private readonly NetworkLoader _loader = new(services);
    private readonly UnfinishedNetworks _unfinished = new(services, report);
    private readonly SandboxLoader _sandboxes = new(services, report);
    private readonly UnfinishedSandboxes _unfinishedSandboxes = new(services, report);
    private readonly SandboxRestorer _restorer = new(services, report);

    private bool SandboxesAreActive => !report.ActiveSandboxes.IsEmpty;

    private bool SetsUpDefaultBridge => !SandboxesAreActive && services.Options.DefaultBridge.Enabled;

    /// <summary>The whole start.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(() => _restorer.RemoveStaleAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await RestoreAsync(IsReplacedLater, policiesFollow: SetsUpDefaultBridge, cancellationToken).ConfigureAwait(false);
        await report.StepAsync("restore sandboxes", () => _restorer.RestoreAsync(_sandboxes.Problems, cancellationToken)).ConfigureAwait(false);
        await report.StepAsync("set up default networks", () => SetUpDefaultsAsync(cancellationToken)).ConfigureAwait(false);
        ElectHostGateways();
        await report.StepAsync("sweep leftovers", SweepAsync).ConfigureAwait(false);
    }

    /// <summary>
    /// Only what every later operation needs: the records, unfinished ones removed, and the subnets they hold. A process that died
    /// within an operation may have left other networks' links and rules half changed too, so then, and only then, they are restored.
    /// </summary>
    public async ValueTask OpenAsIsAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(static () => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false);
        if (_unfinished.Found || _unfinishedSandboxes.Found)
        {
            await RestoreAsync(static _ => false, policiesFollow: false, cancellationToken).ConfigureAwait(false);
            await report.StepAsync("restore sandboxes", () => _restorer.RestoreAsync(_sandboxes.Problems, cancellationToken)).ConfigureAwait(false);
            await report.StepAsync("sweep leftovers", SweepAsync).ConfigureAwait(false);
        }

        _restorer.WarnOfGone();
        ElectHostGateways();
        foreach (var (endpoint, problem) in _sandboxes.Problems)
        {
            report.Warn($"{services.Describe(endpoint)}: {problem}");
        }

        foreach (var network in services.Registry.Networks.Values.OrderBy(static network => network.Name, StringComparer.Ordinal))
        {
            if (_loader.Problems.TryGetValue(network.Id, out var problem))
            {
                report.Warn($"network '{network.Name}': {problem}");
            }
        }
    }

    private ValueTask RestoreAsync(Predicate<Network> skip, bool policiesFollow, CancellationToken cancellationToken) => report.StepAsync(
        "restore networks",
        async () =>
        {
            var restorer = new NetworkRestorer(services, report);
            await restorer.RestoreAsync(_loader.Problems, skip, cancellationToken).ConfigureAwait(false);
            if (!policiesFollow)
            {
                await restorer.ApplyPoliciesAsync(cancellationToken).ConfigureAwait(false);
            }
        });

    /// <summary>
    /// The stored networks, sandboxes and endpoints as live objects, with what they hold. Endpoints that go, go before their ports are held
    /// again and while their networks are known.
    /// </summary>
    private async ValueTask LoadAsync(Func<ValueTask> removeStale, CancellationToken cancellationToken)
    {
        await report.StepAsync("load networks", () => _loader.OpenAllAsync(cancellationToken)).ConfigureAwait(false);
        await report.StepAsync("load sandboxes", () => LoadSandboxesAsync(cancellationToken)).ConfigureAwait(false);
        await report.StepAsync("finish or undo interrupted operations", RemoveUnfinishedAsync).ConfigureAwait(false);
        await report.StepAsync("reserve stored subnets", () => _loader.ReplayPoolsAsync(cancellationToken)).ConfigureAwait(false);
        await report.StepAsync("remove stale sandboxes", removeStale).ConfigureAwait(false);
        _sandboxes.HoldPorts();
    }

    private async ValueTask LoadSandboxesAsync(CancellationToken cancellationToken)
    {
        await _sandboxes.LoadAllAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (owner, reason) in await services.Policies.AdoptStoredAsync(cancellationToken).ConfigureAwait(false))
        {
            if (services.Registry.Networks.ContainsKey(new NetworkId(owner)))
            {
                _loader.Refuse(new NetworkId(owner), reason);
            }
            else
            {
                _sandboxes.Refuse(new EndpointId(owner), reason);
            }
        }
    }

    private async ValueTask RemoveUnfinishedAsync()
    {
        await _unfinishedSandboxes.RemoveAsync().ConfigureAwait(false);
        await _unfinished.RemoveAsync().ConfigureAwait(false);
    }

    private void ElectHostGateways()
    {
        services.HostGateways = HostGatewayElection.Elect(services.Options, services.Registry.Networks.Values);
        report.HostGateways = services.HostGateways;
    }

    /// <summary>A default bridge that is about to be replaced is not restored first.</summary>
    private bool IsReplacedLater(Network network) => !SandboxesAreActive && network.Name == PredefinedNetworks.Bridge;

    private async ValueTask SetUpDefaultsAsync(CancellationToken cancellationToken)
    {
        if (SandboxesAreActive)
        {
            report.DefaultNetworksKept = true;
            ControllerLog.DefaultNetworksKept(services.Logger);
            return;
        }

        await UndoLog.RunAsync("set up the default networks", services.Operations, SetUpDefaultsAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The default bridge's transaction puts the policies of all networks in force: two transactions would cost the start twice. Where the
    /// bridge cannot be set up, the restored networks get theirs all the same.
    /// </summary>
    private async ValueTask<bool> SetUpDefaultsAsync(UndoLog undo)
    {
        if (SetsUpDefaultBridge)
        {
            undo.Push("apply the restored networks' firewall policies", services, static async services =>
                await services.Policies.ApplyAsync(services.Policies.StoredNetworks, [], CancellationToken.None).ConfigureAwait(false));
        }

        await new DefaultNetworks(services, report).EnsureAsync(undo.Cancellation).ConfigureAwait(false);
        return true;
    }

    private async ValueTask SweepAsync()
    {
        try
        {
            report.Leftovers.AddRange((await new LeftoverSweep(services).RemoveAsync().ConfigureAwait(false)).Select(static leftover => leftover.Resource));
        }
        catch (NetControllerException failure)
        {
            report.Warn($"leftovers could not all be removed: {failure.Message}");
        }
    }
}
