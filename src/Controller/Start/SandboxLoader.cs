using System.Collections.Immutable;
using NetController.Firewall;
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
    public void LoadAll()
    {
        foreach (var record in services.Store.Content.Sandboxes.Values.OrderBy(static record => record.Created))
        {
            if (services.Sandboxes.Claim(record.Id, record.Name) is { } holder)
            {
                report.Warn($"sandbox {record.Id.Short} has the name '{record.Name}' of sandbox {holder.Short}");
            }

            services.Sandboxes.Publish(record.Id, new Sandbox(services, record));
        }

        foreach (var record in services.Store.Content.Endpoints.Values.OrderBy(static record => record.Created).ThenBy(static record => record.Id.Value))
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

    /// <summary>The policies of every attached endpoint that is there to stay.</summary>
    public static ImmutableArray<EndpointPolicy> Policies(ControllerServices services) =>
    [
        .. services.Endpoints.Objects.Values
            .Where(static endpoint => endpoint.Record.State is RecordState.Active or RecordState.Degraded)
            .OrderBy(static endpoint => endpoint.Record.Created)
            .Select(static endpoint => endpoint.Handle?.Policy)
            .OfType<EndpointPolicy>(),
    ];

    private void Load(StoredEndpoint record)
    {
        if (!services.Registry.Networks.TryGetValue(record.Network, out var network))
        {
            report.Warn($"endpoint '{record.Name}' ({record.Id.Short}) belongs to network {record.Network.Short}, which does not exist; it is left out");
            return;
        }

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
