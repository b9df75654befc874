using NetController.Sandboxes;
using NetController.State;

namespace NetController;

/// <summary>
/// Reserves an endpoint: validate, claim the name, take addresses, MAC and ports, record <c>Creating</c>. The kernel is not touched. The
/// network's gate is held meanwhile, so that it cannot be deleted under a new endpoint.
/// </summary>
internal sealed class EndpointReservation(ControllerServices services)
{
    /// <summary>Creates an endpoint on its own, which outlives its attachments; a failure undoes all of it.</summary>
    public ValueTask<Endpoint> CreateAsync(Network network, EndpointSpec spec, CancellationToken cancellationToken)
    {
        if (PredefinedNetworks.Contains(network.Name))
        {
            throw new OperationForbiddenException(
                $"network '{network.Name}' is predefined: an endpoint that outlives its sandbox would hold it at the next start",
                "connect the sandbox directly, or create a network of your own");
        }

        return UndoLog.RunAsync(
            $"create endpoint '{spec.Name}' on network '{network.Name}'",
            services.Operations,
            async undo =>
            {
                var endpoint = await ReserveAsync(network, spec, sandbox: null, work: null, undo).ConfigureAwait(false);
                var active = endpoint.Record with { State = RecordState.Active };
                await RecordAsync(active, undo).ConfigureAwait(false);
                endpoint.Publish(active);
                services.Endpoints.Publish(endpoint.Id, endpoint);
                ControllerLog.EndpointCreated(services.Logger, endpoint.Name, endpoint.Id, network.Name);
                services.Events.Add(ControllerEventKind.EndpointCreated, endpoint: endpoint);
                return endpoint;
            },
            cancellationToken);
    }

    /// <summary>Reserves an endpoint for a sandbox whose gate is held, or on its own.</summary>
    public async ValueTask<Endpoint> ReserveAsync(Network network, EndpointSpec spec, Sandbox? sandbox, SandboxWork? work, UndoLog undo)
    {
        await network.Gate.WaitAsync(undo.Cancellation).ConfigureAwait(false);
        try
        {
            ThrowIfUnusable(network);
            var record = await ReserveAsync(network.Record, network, spec, sandbox, work, undo).ConfigureAwait(false);
            await RecordAsync(record, undo).ConfigureAwait(false);
            return new Endpoint(record, network);
        }
        finally
        {
            network.Gate.Release();
        }
    }

    /// <summary>Attaches a reserved endpoint's record to a sandbox, if nobody else has meanwhile.</summary>
    public async ValueTask ClaimForJoinAsync(Endpoint endpoint, Sandbox sandbox, SandboxWork work, UndoLog undo)
    {
        await endpoint.Network.Gate.WaitAsync(undo.Cancellation).ConfigureAwait(false);
        try
        {
            var before = endpoint.Record;
            if (!services.Endpoints.Objects.ContainsKey(endpoint.Id))
            {
                throw new ObjectNotFoundException("endpoint", endpoint.Name, "it has just been removed");
            }

            if (before.Sandbox is not null || before.State != RecordState.Active)
            {
                throw new ResourceConflictException(
                    $"endpoint '{endpoint.Name}' is attached to sandbox '{endpoint.Sandbox?.Name ?? before.Sandbox?.Short}' already", "let it leave that sandbox first");
            }

            var claimed = before with { Sandbox = sandbox.Id, InterfaceName = ChooseInterface(before.Spec, sandbox, work, endpoint.Network), State = RecordState.Creating };
            undo.Step($"record endpoint {endpoint.Id.Short} as {claimed.State}");
            await services.Store.CommitAsync(new StateChange { Endpoints = [claimed] }, undo.Cancellation).ConfigureAwait(false);
            endpoint.Publish(claimed);
            undo.Push($"record endpoint {endpoint.Id.Short} as reserved", (services.Store, endpoint, before), static async state =>
            {
                await state.Store.CommitAsync(new StateChange { Endpoints = [state.before] }, CancellationToken.None).ConfigureAwait(false);
                state.endpoint.Publish(state.before);
            });
        }
        finally
        {
            endpoint.Network.Gate.Release();
        }
    }

    /// <summary>Commits a record, with its removal as the undo.</summary>
    public async ValueTask RecordAsync(StoredEndpoint record, UndoLog undo)
    {
        undo.Step($"record endpoint {record.Id.Short} as {record.State}");
        await services.Store.CommitAsync(new StateChange { Endpoints = [record] }, undo.Cancellation).ConfigureAwait(false);
        undo.Push($"remove record of endpoint {record.Id.Short}", (services.Store, record.Id), static state =>
            state.Store.CommitAsync(new StateChange { DeletedEndpoints = [state.Id] }, CancellationToken.None));
    }

    private async ValueTask<StoredEndpoint> ReserveAsync(
        StoredNetwork stored, Network network, EndpointSpec spec, Sandbox? sandbox, SandboxWork? work, UndoLog undo)
    {
        var name = spec.Name ?? sandbox?.Name ?? "";
        EndpointSpecValidator.Validate(name, spec, stored, services.HasInterfaces(network));
        ThrowIfMacTaken(spec, stored);
        var id = EndpointId.New(services.Parts.Random);
        Claim(id, name, network, undo);
        var interfaceName = sandbox is null ? null : ChooseInterface(spec, sandbox, work!, network);
        var addresses = await services.Leases.ReserveAsync(id, spec, stored, undo).ConfigureAwait(false);
        return new StoredEndpoint(id, network.Id, name, RecordState.Creating, services.Parts.Time.GetUtcNow())
        {
            Sandbox = sandbox?.Id,
            IsReserved = sandbox is null,
            Spec = spec,
            InterfaceName = interfaceName,
            Addresses = addresses,
            MacAddress = spec.MacAddress ?? (services.HasInterfaces(network) ? MacAddress.Random(services.Parts.Random) : null),
            Ports = ReservePorts(id, spec, network, addresses, undo),
        };
    }

    private EquatableArray<PublishedPorts> ReservePorts(
        EndpointId id, EndpointSpec spec, Network network, EquatableArray<InterfaceAddress> addresses, UndoLog undo)
    {
        if (spec.Ports.Count == 0)
        {
            return [];
        }

        if (services.TargetsOf(network, addresses) is not { } targets)
        {
            ControllerLog.PortsIgnored(services.Logger, network.Name, spec.Ports.Count);
            return [];
        }

        return services.Ports.Reserve(id, spec.Ports, targets, undo);
    }

    private void Claim(EndpointId id, string name, Network network, UndoLog undo)
    {
        if (services.Endpoints.Claim(id, (network.Id, name)) is { } holder)
        {
            throw new ResourceConflictException(
                $"endpoint name '{name}' is in use on network '{network.Name}' by endpoint {holder.Short}", "choose another name or delete that endpoint first");
        }

        undo.Push($"release endpoint name '{name}'", (services.Endpoints, id, network.Id, name), static state =>
        {
            state.Endpoints.Release(state.id, (state.Id, state.name));
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>The name asked for, or the lowest free one; among what is inside, and among what is on the way there.</summary>
    private string? ChooseInterface(EndpointSpec spec, Sandbox sandbox, SandboxWork work, Network network)
    {
        if (!services.HasInterfaces(network))
        {
            return null;
        }

        var claimed = work.ClaimedIn(sandbox);
        var taken = new HashSet<string>(claimed, StringComparer.Ordinal);
        foreach (var endpoint in sandbox.Endpoints)
        {
            if (endpoint.Record.InterfaceName is { } theirs)
            {
                taken.Add(theirs);
            }
        }

        if (!sandbox.Record.OwnsNamespace)
        {
            // A namespace that others made may hold interfaces of theirs.
            taken.UnionWith(work.Interior(sandbox).ListInterfaces());
        }

        if (spec.InterfaceName is { } wanted && taken.Contains(wanted))
        {
            throw new ResourceConflictException($"interface '{wanted}' exists in sandbox '{sandbox.Name}'", "choose another interface name, or none to have one chosen");
        }

        var chosen = spec.InterfaceName ?? InterfaceNames.LowestFree(network.Handle?.InterfacePrefix, taken);
        claimed.Add(chosen);
        return chosen;
    }

    private void ThrowIfMacTaken(EndpointSpec spec, StoredNetwork network)
    {
        if (spec.MacAddress is { } mac && services.Store.Content.Endpoints.Values.FirstOrDefault(other => other.Network == network.Id && other.MacAddress == mac) is { } holder)
        {
            throw new ResourceConflictException(
                $"MAC address {mac} is in use on network '{network.Name}' by endpoint '{holder.Name}' ({holder.Id.Short})", "choose another, or none to have one made");
        }
    }

    private void ThrowIfUnusable(Network network)
    {
        if (!services.Registry.Networks.ContainsKey(network.Id))
        {
            throw new ObjectNotFoundException("network", network.Name, "it has just been removed");
        }

        if (network.Record.State is RecordState.Deleting or RecordState.Creating)
        {
            throw new ResourceConflictException($"network '{network.Name}' is being removed", "create it again afterwards");
        }
    }
}
