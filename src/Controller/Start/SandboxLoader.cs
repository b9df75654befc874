using System.Collections.Immutable;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController.Start;

/// <summary>Turns the stored records of sandboxes and endpoints into live objects without touching the kernel, and holds their ports again.</summary>
internal sealed class SandboxLoader(ControllerServices services, ReportBuilder report)
{
    private readonly Dictionary<EndpointId, string> _problems = [];

    /// <summary>Why an endpoint could not be loaded whole; empty where all could.</summary>
    public IReadOnlyDictionary<EndpointId, string> Problems => _problems;

    /// <summary>Makes the objects and their handles.</summary>
    public async ValueTask LoadAllAsync(CancellationToken cancellationToken)
    {
        foreach (var record in services.Store.Content.Sandboxes.Values.OrderBy(static record => record.Created))
        {
            if (services.Sandboxes.Claim(record.Id, record.Name) is { } holder)
            {
                report.Warn($"sandbox {record.Id.Short} has the name '{record.Name}' of sandbox {holder.Short}");
            }

            if (record.NamespaceIdentity is { } identity)
            {
                services.NamespaceClaims.Claim(identity, record.Id);
            }

            services.Sandboxes.Publish(record.Id, new Sandbox(services, record));
        }

        var endpoints = services.Store.Content.Endpoints.Values.ToLookup(record => services.Registry.Networks.ContainsKey(record.Network));
        await ForgetAsync([.. endpoints[false]], cancellationToken).ConfigureAwait(false);
        foreach (var record in endpoints[true].OrderBy(static record => record.Created).ThenBy(static record => record.Id.Value))
        {
            Load(record);
        }

        foreach (var sandbox in services.Sandboxes.Objects.Values)
        {
            sandbox.Publish(InteriorPlanner.Plan(sandbox.Endpoints));
        }
    }

    /// <summary>
    /// Holds the ports again. One that another program has taken meanwhile degrades its endpoint, whose container keeps running; those that
    /// are served by this process begin to be.
    /// </summary>
    public void HoldPorts()
    {
        foreach (var endpoint in services.Endpoints.Objects.Values.OrderBy(static endpoint => endpoint.Record.Created))
        {
            try
            {
                HoldPorts(services, endpoint);
            }
            catch (NetControllerException failure)
            {
                _problems.TryAdd(endpoint.Id, failure.Message);
            }
        }
    }

    /// <summary>Holds an endpoint's ports and serves those that are this process's to serve; what is held already is done.</summary>
    public static void HoldPorts(ControllerServices services, Endpoint endpoint)
    {
        if (endpoint.Ports.Count > 0 && services.TargetsOf(endpoint.Network, endpoint.Addresses) is { } targets)
        {
            services.Ports.Restore(endpoint.Id, endpoint.Ports, targets);
            if (endpoint.Sandbox is not null)
            {
                services.Ports.Forward(endpoint.Id, endpoint.Ports, endpoint.Addresses);
            }
        }
    }

    /// <summary>Takes what the firewall said of an endpoint's policy.</summary>
    public void Refuse(EndpointId endpoint, string reason) => _problems.TryAdd(endpoint, reason);

    /// <summary>
    /// Removes the records of endpoints whose network is lost: nobody could ever name such an endpoint, and while it has a record its link
    /// is no leftover.
    /// </summary>
    private async ValueTask ForgetAsync(ImmutableArray<StoredEndpoint> lost, CancellationToken cancellationToken)
    {
        if (lost.IsEmpty)
        {
            return;
        }

        services.Operations.Observer?.OnStep(new OperationStep("load sandboxes", "remove records of endpoints whose networks are lost"));
        await services.Store.CommitAsync(new StateChange { DeletedEndpoints = [.. lost.Select(static record => record.Id)] }, cancellationToken).ConfigureAwait(false);
        foreach (var record in lost)
        {
            report.Warn($"endpoint '{record.Name}' ({record.Id.Short}) belonged to network {record.Network.Short}, which does not exist; its record is removed");
        }
    }

    private void Load(StoredEndpoint record)
    {
        var network = services.Registry.Networks[record.Network];
        var endpoint = new Endpoint(record, network);
        if (services.Endpoints.Claim(record.Id, (network.Id, record.Name)) is { } holder)
        {
            _problems.TryAdd(record.Id, $"endpoint {holder.Short} has the same name");
        }

        var path = services.NamespacePathOf(record.Sandbox);
        if (record.Sandbox is { } id && services.Sandboxes.Objects.TryGetValue(id, out var sandbox))
        {
            sandbox.Add(endpoint);
            path = sandbox.NamespacePath;
        }

        if (record.Sandbox is not null)
        {
            Open(endpoint, path);
        }

        services.Endpoints.Publish(record.Id, endpoint);
    }

    private void Open(Endpoint endpoint, string path)
    {
        try
        {
            services.OpenHandle(endpoint, path);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever a driver throws is this one endpoint's problem, never the start's.
            _problems.TryAdd(endpoint.Id, failure.Message);
        }
    }
}
