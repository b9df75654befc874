namespace NetController.State;

/// <summary>Keeps the controller's records across kills and power cuts. One process at a time has it open.</summary>
/// <remarks>Implementations are safe to call from several threads; transactions run one after another.</remarks>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>What happened when the store was opened.</summary>
    StoreOpening Opening { get; }

    /// <summary>The content as of the last transaction. Reading never waits.</summary>
    StateContent Content { get; }

    /// <summary>
    /// Writes a change as one transaction: when the call returns it is durable, and after a crash all of it is there or none. A change of
    /// endpoints and sandboxes alone, or of networks that are only being made or taken apart, which outlive no reboot, survives a kill; whether a power cut
    /// as well is the store's choice.
    /// </summary>
    /// <exception cref="ResourceUnavailableException">The disk refused; nothing of the change is in force.</exception>
    ValueTask CommitAsync(StateChange change, CancellationToken cancellationToken);
}

/// <summary>Opens a store.</summary>
/// <exception cref="ResourceUnavailableException">Another process has it open, its schema is newer than this program, or the folder cannot be used.</exception>
public delegate ValueTask<IStateStore> StateStoreFactory(StateStoreContext context, CancellationToken cancellationToken);
