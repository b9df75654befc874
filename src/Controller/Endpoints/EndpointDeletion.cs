using NetController.State;

namespace NetController;

/// <summary>Deletes an endpoint that is only reserved: nothing of it is in the kernel but the sockets that hold its ports.</summary>
internal sealed class EndpointDeletion(ControllerServices services)
{
    public async ValueTask DeleteAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        await endpoint.Network.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!services.Endpoints.Objects.ContainsKey(endpoint.Id))
            {
                throw new ObjectNotFoundException("endpoint", endpoint.Name, "it has just been removed");
            }

            if (endpoint.Record.Sandbox is not null)
            {
                throw new ResourceConflictException(
                    $"endpoint '{endpoint.Name}' is attached to sandbox '{endpoint.Sandbox?.Name}'", "let it leave that sandbox first");
            }

            var operation = $"delete endpoint '{endpoint.Name}' of network '{endpoint.Network.Name}'";
            services.Operations.Observer?.OnStep(new OperationStep(operation, $"remove record of endpoint {endpoint.Id.Short}"));
            await services.Store.CommitAsync(new StateChange { DeletedEndpoints = [endpoint.Id] }, cancellationToken).ConfigureAwait(false);
            services.Ports.Release(endpoint.Id);
            await services.Leases.ReleaseAsync(endpoint.Record).ConfigureAwait(false);
            services.Endpoints.Release(endpoint.Id, (endpoint.Network.Id, endpoint.Name));
            ControllerLog.EndpointDeleted(services.Logger, endpoint.Name, endpoint.Id, endpoint.Network.Name);
            services.Events.Add(ControllerEventKind.EndpointDeleted, endpoint: endpoint);
        }
        finally
        {
            endpoint.Network.Gate.Release();
        }
    }
}
