using System.Collections.Immutable;
using NetController.Sandboxes;
using NetController.State;

namespace NetController.Start;

/// <summary>Restores the sandboxes that are alive with their endpoints, and removes the others with everything they have in the kernel.</summary>
internal sealed class SandboxRestorer(ControllerServices services, ReportBuilder report)
{
    private readonly HashSet<SandboxId> _unreadable = [];

    /// <summary>Removes the sandboxes that are not alive, and the endpoints of sandboxes that nobody knows.</summary>
    public async ValueTask RemoveStaleAsync(CancellationToken cancellationToken)
    {
        TellOfUnknown();
        if (services.Options.KeepPresentSandboxes)
        {
            FindPresent();
        }

        var stale = services.Sandboxes.Objects.Values.Where(sandbox => !IsActive(sandbox)).OrderBy(static sandbox => sandbox.Record.Created).ToImmutableArray();
        await CloseFirewallAsync(stale).ConfigureAwait(false);
        foreach (var sandbox in stale)
        {
            await TryAsync($"stale sandbox '{sandbox.Name}'", async () =>
            {
                await new SandboxDeletion(services).DeleteAsync(sandbox, cancellationToken).ConfigureAwait(false);
                report.StaleSandboxes.Add(sandbox.Name);
            }).ConfigureAwait(false);
        }

        foreach (var endpoint in services.Endpoints.Objects.Values.Where(static endpoint => endpoint is { Record.Sandbox: not null, Sandbox: null }).ToImmutableArray())
        {
            await TryAsync($"endpoint '{endpoint.Name}' of a sandbox that nobody knows", async () =>
                await new Detachment(services, $"remove endpoint '{endpoint.Name}'").RunAsync(endpoint).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the kernel hold what the endpoints of every sandbox mean. What already matches is not touched.</summary>
    /// <param name="problems">Why endpoints could not be loaded whole.</param>
    /// <param name="cancellationToken">Observed between steps.</param>
    public async ValueTask RestoreAsync(IReadOnlyDictionary<EndpointId, string> problems, CancellationToken cancellationToken)
    {
        foreach (var sandbox in services.Sandboxes.Objects.Values.Where(HasNamespace).OrderBy(static sandbox => sandbox.Record.Created))
        {
            using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
            var outcome = await new EndpointRepair(services, work, "restore").RunAsync(sandbox, problems, cancellationToken).ConfigureAwait(false);
            report.Changes.AddRange(outcome.Changes);
            report.DegradedEndpoints.AddRange(outcome.Degraded);
            services.Events.Add(ControllerEventKind.SandboxRestored, sandbox: sandbox);
        }
    }

    /// <summary>Says which sandboxes have no namespace any more: opening the state as it is leaves them to be removed by name.</summary>
    public void WarnOfGone()
    {
        foreach (var sandbox in services.Sandboxes.Objects.Values.Where(sandbox => !HasNamespace(sandbox)).OrderBy(static sandbox => sandbox.Name, StringComparer.Ordinal))
        {
            report.Warn($"sandbox '{sandbox.Name}': its namespace {sandbox.NamespacePath} is gone; remove it with `netctl sandbox rm {sandbox.Name}`");
        }
    }

    /// <summary>One transaction for all of them: hundreds may be stale after a crash. What fails here is tried again for each.</summary>
    private async ValueTask CloseFirewallAsync(ImmutableArray<Sandbox> stale)
    {
        const string Operation = "remove stale sandboxes";
        await new Detachment(services, Operation).CloseFirewallAsync(
            [.. stale.SelectMany(static sandbox => sandbox.Endpoints)], new Teardown(Operation, services.Operations)).ConfigureAwait(false);
    }

    private void FindPresent() => report.ActiveSandboxes =
    [
        .. report.ActiveSandboxes,
        .. services.Sandboxes.Objects.Values.Where(sandbox => !IsListed(sandbox) && IsOfThisBoot(sandbox.Record) && HasNamespace(sandbox))
            .Select(static sandbox => sandbox.Name).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Numbers of namespaces are given anew after a reboot, so that one which is not ours could be taken for one of before. Records without a
    /// boot tell it by the time, save for namespaces of our own, whose files no reboot leaves usable.
    /// </summary>
    private bool IsOfThisBoot(StoredSandbox record) => record.BootId is { } boot
        ? boot == services.Host.BootId
        : record.OwnsNamespace || record.Created >= services.Host.BootTime;

    private bool IsActive(Sandbox sandbox)
    {
        if (!IsListed(sandbox))
        {
            return false;
        }

        if (HasNamespace(sandbox))
        {
            return true;
        }

        report.Warn($"sandbox '{sandbox.Name}' is said to be active, yet its namespace {sandbox.NamespacePath} is gone: it is removed");
        return false;
    }

    private void TellOfUnknown()
    {
        foreach (var active in services.Options.ActiveSandboxes.Where(active => !services.Sandboxes.Objects.Values.Any(sandbox => IsNamed(sandbox, active))))
        {
            ControllerLog.ActiveSandboxUnknown(services.Logger, active);
        }
    }

    private bool IsListed(Sandbox sandbox) => report.ActiveSandboxes.Any(active => IsNamed(sandbox, active));

    /// <summary>An id is given whole or short; fewer digits may be another sandbox's name, such as <c>db</c>.</summary>
    private static bool IsNamed(Sandbox sandbox, string active) => string.Equals(active, sandbox.Name, StringComparison.Ordinal)
        || (active.Length >= ObjectId.ShortLength && sandbox.Id.Value.StartsWith(active));

    /// <summary>One that cannot be looked at counts as there, since a container may live in it: its endpoints fail alone, and are degraded.</summary>
    private bool HasNamespace(Sandbox sandbox)
    {
        try
        {
            return sandbox.Record.Spec.IsHost
                || (services.Namespaces.Identify(sandbox.NamespacePath) is { } identity && (sandbox.Record.NamespaceIdentity ?? identity) == identity);
        }
        catch (NetControllerException unreadable)
        {
            if (_unreadable.Add(sandbox.Id))
            {
                report.Warn($"sandbox '{sandbox.Name}': its namespace {sandbox.NamespacePath} cannot be looked at: {unreadable.Message}");
            }

            return true;
        }
    }

    private async ValueTask TryAsync(string what, Func<ValueTask> removal)
    {
        try
        {
            await removal().ConfigureAwait(false);
        }
        catch (OperationFailedException failure)
        {
            report.Warn($"{what} could not be removed whole: {failure.Message}");
        }
    }
}
