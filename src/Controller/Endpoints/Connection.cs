using System.Collections.Immutable;
using NetController.Sandboxes;
using NetController.State;

namespace NetController;

/// <summary>Connects sandboxes to networks, and lets reserved endpoints join and leave.</summary>
internal sealed class Connection(ControllerServices services)
{
    /// <summary>Attaches sandboxes to networks with new endpoints, all or none.</summary>
    public async ValueTask<ImmutableArray<Endpoint>> ConnectAsync(ImmutableArray<ConnectRequest> requests, CancellationToken cancellationToken)
    {
        using var work = await SandboxWork.BeginAsync(services, [.. requests.Select(static request => request.Sandbox)], cancellationToken).ConfigureAwait(false);
        return await UndoLog.RunAsync(Describe(requests), services.Operations, undo => ConnectAsync(requests, work, undo), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches a reserved endpoint.</summary>
    public async ValueTask JoinAsync(Endpoint endpoint, Sandbox sandbox, CancellationToken cancellationToken)
    {
        using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
        await UndoLog.RunAsync(
            $"join endpoint '{endpoint.Name}' to sandbox '{sandbox.Name}'",
            services.Operations,
            async undo =>
            {
                ThrowIfUnfit(work, sandbox, [endpoint.Network]);
                await new EndpointReservation(services).ClaimForJoinAsync(endpoint, sandbox, work, undo).ConfigureAwait(false);
                await new Attachment(services, work, undo).RunAsync([(sandbox, [endpoint])]).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes an endpoint out of its sandbox; one that is in none is done.</summary>
    public async ValueTask LeaveAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Sandbox is not { } sandbox)
        {
            return;
        }

        using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
        if (sandbox.Endpoints.Contains(endpoint))
        {
            var operation = $"disconnect sandbox '{sandbox.Name}' from network '{endpoint.Network.Name}'";
            await new Detachment(services, operation).RunAsync(work, sandbox, [endpoint], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a sandbox off a network.</summary>
    public ValueTask DisconnectAsync(Network network, Sandbox sandbox, CancellationToken cancellationToken) =>
        sandbox.Endpoints.FirstOrDefault(endpoint => endpoint.Network == network) is { } endpoint
            ? LeaveAsync(endpoint, cancellationToken)
            : throw new ObjectNotFoundException("endpoint", $"{sandbox.Name} on {network.Name}", $"sandbox '{sandbox.Name}' is not connected to network '{network.Name}'");

    private async ValueTask<ImmutableArray<Endpoint>> ConnectAsync(ImmutableArray<ConnectRequest> requests, SandboxWork work, UndoLog undo)
    {
        foreach (var (sandbox, networks) in BySandbox(requests, [.. requests.Select(static request => request.Network)]))
        {
            ThrowIfUnfit(work, sandbox, networks);
        }

        var reservation = new EndpointReservation(services);
        var endpoints = ImmutableArray.CreateBuilder<Endpoint>(requests.Length);
        foreach (var request in requests)
        {
            endpoints.Add(await reservation.ReserveAsync(request.Network, request.Spec ?? new EndpointSpec(), request.Sandbox, work, undo).ConfigureAwait(false));
        }

        var made = endpoints.MoveToImmutable();
        await new Attachment(services, work, undo).RunAsync(BySandbox(requests, made)).ConfigureAwait(false);
        return made;
    }

    /// <summary>What belongs to each request, by the requests' sandboxes.</summary>
    private static ImmutableArray<(Sandbox Sandbox, ImmutableArray<T> Own)> BySandbox<T>(ImmutableArray<ConnectRequest> requests, ImmutableArray<T> own) =>
        requests is [var only]
            ? [(only.Sandbox, own)]
            : [.. requests.Zip(own).GroupBy(static pair => pair.First.Sandbox, static pair => pair.Second).Select(static group => (group.Key, group.ToImmutableArray()))];

    /// <summary>Refuses what no kernel could do: twice the same network, the host's stack beside another, a sandbox that goes.</summary>
    private void ThrowIfUnfit(SandboxWork work, Sandbox sandbox, ImmutableArray<Network> added)
    {
        work.ThrowIfGone(sandbox);
        if (sandbox.Record.State is RecordState.Deleting)
        {
            throw new ResourceConflictException($"sandbox '{sandbox.Name}' is being removed", "create it again afterwards");
        }

        ImmutableArray<Network> all = [.. sandbox.Endpoints.Select(static endpoint => endpoint.Network), .. added];
        if (all.Length > 1)
        {
            ThrowIfNotTogether(sandbox, all);
        }

        if (all.FirstOrDefault(services.IsHostNetwork) is { } host && (!sandbox.Record.Spec.IsHost || all.Length > 1))
        {
            throw new InvalidRequestException(
                $"sandbox '{sandbox.Name}'",
                all.Length > 1 ? $"network '{host.Name}' cannot be combined with others" : $"network '{host.Name}' is for sandboxes that are the host's own network stack",
                "create a sandbox of the host's own stack for it");
        }

        if (sandbox.Record.Spec.IsHost && all.FirstOrDefault(network => !services.IsHostNetwork(network)) is { } other)
        {
            throw new InvalidRequestException(
                $"sandbox '{sandbox.Name}'", $"it is the host's own network stack, which cannot join network '{other.Name}'", "create a sandbox with a namespace for it");
        }
    }

    private void ThrowIfNotTogether(Sandbox sandbox, ImmutableArray<Network> all)
    {
        if (all.GroupBy(static network => network.Id).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ResourceConflictException(
                $"sandbox '{sandbox.Name}' is connected to network '{twice.First().Name}' already", "disconnect it first, or choose another network");
        }

        if (all.FirstOrDefault(services.IsNoneNetwork) is { } none)
        {
            throw new InvalidRequestException(
                $"sandbox '{sandbox.Name}'", $"network '{none.Name}' cannot be combined with others", $"disconnect it from '{none.Name}' first");
        }
    }

    private static string Describe(ImmutableArray<ConnectRequest> requests) => requests is [var only]
        ? $"connect sandbox '{only.Sandbox.Name}' to network '{only.Network.Name}'"
        : $"connect {requests.Length} endpoints";
}
