using NetController.Networks;

namespace NetController.Start;

/// <summary>Creates <c>none</c> and <c>host</c> where they are missing and sets up the default bridge, or removes it where it is switched off.</summary>
internal sealed class DefaultNetworks(ControllerServices services, ReportBuilder report)
{
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        // What the bridge's options ask for is checked before any default network is made.
        var refresh = services.Options.DefaultBridge.Enabled ? new DefaultBridgeRefresh(services, report) : null;
        var proposal = refresh?.Propose();
        await EnsureExistsAsync(services.Parts.NoneNetwork, cancellationToken).ConfigureAwait(false);
        await EnsureExistsAsync(services.Parts.HostNetwork, cancellationToken).ConfigureAwait(false);
        if (refresh is not null)
        {
            await refresh.RunAsync(proposal!, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await RemoveBridgeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask EnsureExistsAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        if (services.Registry.Networks.Values.Any(network => network.Name == spec.Name))
        {
            return;
        }

        var creation = new NetworkCreation(services);
        await UndoLog.RunAsync(
            $"create network '{spec.Name}'", services.Operations, undo => creation.CreateNamedAsync(spec, undo), cancellationToken).ConfigureAwait(false);
        report.Created.Add(spec.Name);
    }

    private async ValueTask RemoveBridgeAsync(CancellationToken cancellationToken)
    {
        if (services.Registry.Networks.Values.FirstOrDefault(static network => network.Name == PredefinedNetworks.Bridge) is { } stale)
        {
            var deletion = new NetworkDeletion(services);
            deletion.ThrowIfInUse(stale.Record);
            await deletion.DeleteRecordedAsync(stale, cancellationToken, "the default bridge is switched off").ConfigureAwait(false);
            report.Deleted.Add(stale.Name);
        }

        try
        {
            report.Changes.AddRange(await UndoLog.RunAsync(
                "remove the default bridge",
                services.Operations,
                undo => services.Drivers.DefaultBridge().RemoveDefaultLinkAsync(services.Options.DefaultBridge, undo),
                cancellationToken).ConfigureAwait(false));
        }
        catch (NetControllerException failure)
        {
            report.Warn($"the default bridge's link could not be removed: {failure.Message}");
        }
    }
}
