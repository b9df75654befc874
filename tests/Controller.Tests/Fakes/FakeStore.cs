using NetController.State;

namespace NetController.Controller.Tests.Fakes;

/// <summary>A store whose disk is a <see cref="FakeMachine"/>'s. Only committed content is on the disk.</summary>
internal sealed class FakeStore : IStateStore
{
    public const string Commit = "commit";

    private readonly FakeMachine _machine;

    private FakeStore(FakeMachine machine, bool isNew) => (_machine, Opening) = (machine, new StoreOpening(isNew, []));

    public StoreOpening Opening { get; }

    public StateContent Content => _machine.Disk!;

    public static ValueTask<IStateStore> OpenAsync(FakeMachine machine, StateStoreContext context)
    {
        if (machine.StoreIsLocked)
        {
            throw new ResourceUnavailableException($"the store in {context.Directory} is open in another process", "stop that process");
        }

        var isNew = machine.Disk is null;
        if (isNew && !context.CreateIfMissing)
        {
            throw new ObjectNotFoundException("controller state", context.Directory, "run `netctl init` first");
        }

        if (isNew)
        {
            machine.Change(() => machine.Write(new StateContent(InstanceId.New(context.Random))));
        }

        machine.LockStore(locked: true);
        machine.Opened();
        return ValueTask.FromResult<IStateStore>(new FakeStore(machine, isNew));
    }

    public async ValueTask CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // A real store answers from its writer's thread, which is when others get their turn.
        await Task.Yield();
        _machine.Effect(Commit, () => _machine.Write(_machine.Disk!.Apply(change)));
    }

    public ValueTask DisposeAsync()
    {
        _machine.LockStore(locked: false);
        _machine.Closed();
        return ValueTask.CompletedTask;
    }
}
