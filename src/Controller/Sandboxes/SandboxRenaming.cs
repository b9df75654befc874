using System.Collections.Immutable;
using NetController.State;
using NetController.Validation;

namespace NetController.Sandboxes;

/// <summary>Gives a sandbox another name, and with it those of its endpoints that have its name.</summary>
internal sealed class SandboxRenaming(ControllerServices services)
{
    public async ValueTask RenameAsync(Sandbox sandbox, string name, CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        ObjectName.Check("its name", name, problems);
        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"sandbox '{name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }

        using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
        work.ThrowIfGone(sandbox);
        if (sandbox.Name != name)
        {
            await UndoLog.RunAsync(
                $"rename sandbox '{sandbox.Name}' to '{name}'", services.Operations, undo => RenameAsync(sandbox, name, undo), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> RenameAsync(Sandbox sandbox, string name, UndoLog undo)
    {
        var old = sandbox.Name;
        if (services.Sandboxes.Claim(sandbox.Id, name) is { } holder)
        {
            throw new ResourceConflictException($"sandbox name '{name}' is in use by sandbox {holder.Short}", "choose another name or remove that sandbox first");
        }

        undo.Push($"release sandbox name '{name}'", (services.Sandboxes, sandbox.Id, name), static state =>
        {
            state.Sandboxes.Unclaim(state.Id, state.name);
            return ValueTask.CompletedTask;
        });
        ImmutableArray<Endpoint> endpoints = [.. sandbox.Endpoints.Where(endpoint => endpoint.Name == old)];
        foreach (var endpoint in endpoints)
        {
            Claim(endpoint, name, undo);
        }

        var record = sandbox.Record with { Name = name, Spec = sandbox.Record.Spec with { Name = name } };
        ImmutableArray<StoredEndpoint> records = [.. endpoints.Select(endpoint => endpoint.Record with { Name = name })];
        undo.Step($"record sandbox {sandbox.Id.Short} as '{name}'");
        await services.Store.CommitAsync(new StateChange { Sandboxes = [record], Endpoints = records }, undo.Cancellation).ConfigureAwait(false);
        sandbox.Publish(record);
        services.Sandboxes.Unclaim(sandbox.Id, old);
        for (var index = 0; index < endpoints.Length; index++)
        {
            endpoints[index].Publish(records[index]);
            services.Endpoints.Unclaim(endpoints[index].Id, (endpoints[index].Network.Id, old));
        }

        services.Events.Add(ControllerEventKind.SandboxRenamed, sandbox: sandbox, previousName: old);

        return true;
    }

    private void Claim(Endpoint endpoint, string name, UndoLog undo)
    {
        if (services.Endpoints.Claim(endpoint.Id, (endpoint.Network.Id, name)) is { } holder)
        {
            throw new ResourceConflictException(
                $"endpoint name '{name}' is in use on network '{endpoint.Network.Name}' by endpoint {holder.Short}", "choose another name");
        }

        undo.Push($"release endpoint name '{name}'", (services.Endpoints, endpoint.Id, endpoint.Network.Id, name), static state =>
        {
            state.Endpoints.Unclaim(state.Item2, (state.Item3, state.name));
            return ValueTask.CompletedTask;
        });
    }
}
