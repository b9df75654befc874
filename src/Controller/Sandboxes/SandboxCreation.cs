using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController.Sandboxes;

/// <summary>Creates a sandbox: validate, claim the name, record <c>Creating</c>, make or look at the namespace, loopback up, record <c>Active</c>.</summary>
internal sealed class SandboxCreation(ControllerServices services)
{
    private const string Loopback = "lo";

    public ValueTask<Sandbox> CreateAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        SandboxSpecValidator.Validate(spec);
        return UndoLog.RunAsync($"create sandbox '{spec.Name}'", services.Operations, undo => CreateAsync(spec, undo), cancellationToken);
    }

    private async ValueTask<Sandbox> CreateAsync(SandboxSpec spec, UndoLog undo)
    {
        var id = SandboxId.New(services.Parts.Random);
        Claim(id, spec.Name, undo);
        var record = new StoredSandbox(id, spec.Name, PathOf(id, spec), RecordState.Creating, services.Parts.Time.GetUtcNow())
        {
            OwnsNamespace = spec is { IsHost: false, NamespacePath: null },
            NamespaceIdentity = ClaimGiven(id, spec, undo),
            BootId = services.Host.BootId,
            Spec = spec,
        };
        await RecordAsync(record, undo).ConfigureAwait(false);
        if (spec.IsHost)
        {
            return await PublishAsync(record, interior: null, undo).ConfigureAwait(false);
        }

        record = record with { NamespaceIdentity = record.NamespaceIdentity ?? MakeNamespace(record, undo) };
        var interior = services.Namespaces.Open(new StoredSandboxPlace(record.Name, record.NamespacePath, record.NamespaceIdentity));
        try
        {
            SetUpLoopback(interior, record, undo);
            return await PublishAsync(record, interior, undo).ConfigureAwait(false);
        }
        catch
        {
            interior.Dispose();
            throw;
        }
    }

    private async ValueTask<Sandbox> PublishAsync(StoredSandbox record, IInterior? interior, UndoLog undo)
    {
        var active = record with { State = RecordState.Active };
        await RecordAsync(active, undo).ConfigureAwait(false);
        var sandbox = new Sandbox(services, active);
        if (interior is not null)
        {
            // Its first network is often joined right away.
            services.Interiors.Return(sandbox, interior);
        }

        services.Sandboxes.Publish(sandbox.Id, sandbox);
        ControllerLog.SandboxCreated(services.Logger, sandbox.Name, sandbox.Id);
        services.Events.Add(ControllerEventKind.SandboxCreated, sandbox: sandbox);
        return sandbox;
    }

    private void Claim(SandboxId id, string name, UndoLog undo)
    {
        if (services.Sandboxes.Claim(id, name) is { } holder)
        {
            throw new ResourceConflictException($"sandbox name '{name}' is in use by sandbox {holder.Short}", "choose another name or remove that sandbox first");
        }

        undo.Push($"release sandbox name '{name}'", (services.Sandboxes, id, name), static state =>
        {
            state.Sandboxes.Release(state.id, state.name);
            return ValueTask.CompletedTask;
        });
    }

    private string PathOf(SandboxId id, SandboxSpec spec) => spec.IsHost
        ? services.HostNamespacePath
        : spec.NamespacePath ?? services.NamespacePathOf(id);

    /// <summary>A namespace that is given must be one, must not be the host's, and belongs to one sandbox only.</summary>
    private string? ClaimGiven(SandboxId id, SandboxSpec spec, UndoLog undo)
    {
        if (spec.NamespacePath is not { } path)
        {
            return null;
        }

        var identity = services.Namespaces.Identify(path)
            ?? throw new InvalidRequestException($"sandbox '{spec.Name}'", $"'{path}' is not the file of a network namespace", "give that of a running process, or none to have one made");
        if (identity == services.Namespaces.Identify(services.HostNamespacePath))
        {
            throw new InvalidRequestException(
                $"sandbox '{spec.Name}'", $"'{path}' is the host's own network stack", "ask for a sandbox of the host's stack instead");
        }

        if (services.NamespaceClaims.Claim(identity, id) is { } holder)
        {
            var name = services.Sandboxes.Objects.TryGetValue(holder, out var other) ? $"'{other.Name}' ({holder.Short})" : holder.Short;
            throw new ResourceConflictException($"namespace '{path}' is that of sandbox {name}", "use that sandbox, or remove it first");
        }

        PushUnclaim(id, undo);
        return identity;
    }

    private void PushUnclaim(SandboxId id, UndoLog undo) => undo.Push($"release the namespace of sandbox {id.Short}", (services.NamespaceClaims, id), static state =>
    {
        state.NamespaceClaims.Release(state.id);
        return ValueTask.CompletedTask;
    });

    private string MakeNamespace(StoredSandbox record, UndoLog undo)
    {
        undo.Step($"ip netns add {record.NamespacePath}");
        var identity = services.Namespaces.Create(record.NamespacePath);
        undo.Push($"ip netns delete {record.NamespacePath}", (services.Namespaces, record.NamespacePath), static state =>
        {
            state.Namespaces.Delete(state.NamespacePath);
            return ValueTask.CompletedTask;
        });
        services.NamespaceClaims.Claim(identity, record.Id);
        PushUnclaim(record.Id, undo);
        return identity;
    }

    private static void SetUpLoopback(IInterior interior, StoredSandbox record, UndoLog undo)
    {
        var up = new SetUp(Loopback);
        undo.Step(up.Command);
        interior.Apply(up);
        if (record.OwnsNamespace)
        {
            // What attachments rely on for new interfaces, whatever the host's own defaults are.
            var ipv6 = new WriteSysctl("default", new InteriorInterface("default").SwitchIPv6Path, "0", null);
            undo.Step(ipv6.Command);
            interior.Apply(ipv6);
        }
    }

    private async ValueTask RecordAsync(StoredSandbox record, UndoLog undo)
    {
        undo.Step($"record sandbox {record.Id.Short} as {record.State}");
        await services.Store.CommitAsync(new StateChange { Sandboxes = [record] }, undo.Cancellation).ConfigureAwait(false);
        undo.Push($"remove record of sandbox {record.Id.Short}", (services.Store, record.Id), static state =>
            state.Store.CommitAsync(new StateChange { DeletedSandboxes = [state.Id] }, CancellationToken.None));
    }
}
