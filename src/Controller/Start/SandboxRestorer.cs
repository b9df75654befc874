using System.Collections.Immutable;
using NetController.State;

namespace NetController.Start;

/// <summary>Keeps the sandboxes that are alive with their endpoints, and removes the records of the others.</summary>
internal sealed class SandboxRestorer(ControllerServices services, ReportBuilder report)
{
    public async ValueTask RemoveStaleAsync(CancellationToken cancellationToken)
    {
        var content = services.Store.Content;
        var stale = content.Sandboxes.Values.Where(sandbox => !IsActive(sandbox)).ToImmutableArray();
        var staleIds = stale.Select(static sandbox => sandbox.Id).ToHashSet();
        var endpoints = content.Endpoints.Values
            .Where(endpoint => endpoint.Sandbox is { } sandbox && (staleIds.Contains(sandbox) || !content.Sandboxes.ContainsKey(sandbox)))
            .ToImmutableArray();
        if (stale.IsEmpty && endpoints.IsEmpty)
        {
            return;
        }

        services.Operations.Observer?.OnStep(new OperationStep("restore sandboxes", "remove stale sandboxes and endpoints"));
        await services.Store.CommitAsync(
            new StateChange
            {
                DeletedSandboxes = [.. stale.Select(static sandbox => sandbox.Id)],
                DeletedEndpoints = [.. endpoints.Select(static endpoint => endpoint.Id)],
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var endpoint in endpoints)
        {
            await ReleaseAsync(endpoint, cancellationToken).ConfigureAwait(false);
        }

        report.StaleSandboxes.AddRange(stale.Select(static sandbox => sandbox.Name));
    }

    /// <summary>An id is given whole or short; fewer digits may be another sandbox's name, such as <c>db</c>.</summary>
    private bool IsActive(StoredSandbox sandbox) => services.Options.ActiveSandboxes.Any(active =>
        string.Equals(active, sandbox.Name, StringComparison.Ordinal)
        || (active.Length >= ObjectId.ShortLength && sandbox.Id.Value.StartsWith(active)));

    private async ValueTask ReleaseAsync(StoredEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!services.Store.Content.Networks.TryGetValue(endpoint.Network, out var network))
        {
            return;
        }

        var ipam = services.Ipam(network.IpamDriver);
        foreach (var pool in services.Pools.HeldBy(network.Id))
        {
            foreach (var address in endpoint.Addresses.Items.Where(address => pool.Subnet.Contains(address.Address)))
            {
                await ipam.ReleaseAddressAsync(pool.Id, address.Address, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
