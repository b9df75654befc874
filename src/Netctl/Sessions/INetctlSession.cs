using NetController.Formats;

namespace NetController.Netctl.Sessions;

/// <summary>One command's way to the networks: the stored state, or a daemon that has it open. What a command prints does not depend on which.</summary>
internal interface INetctlSession : IAsyncDisposable
{
    /// <summary>Reads all there is to show.</summary>
    ValueTask<StateView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes ready to change things, or to look deeper than the records.</summary>
    ValueTask<IOperations> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Starts as a daemon does, and tells what the start did.</summary>
    /// <param name="options">The options of the start; null where the command line has none.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    ValueTask<InitJson> InitializeAsync(NetworkControllerOptions? options, CancellationToken cancellationToken);

    /// <summary>Says who has a port.</summary>
    ValueTask<PortAnswerJson> ExplainPortAsync(PortQuestion question, CancellationToken cancellationToken);

    /// <summary>Gives the events that are kept, and with <paramref name="follow"/> those that happen until the command is ended.</summary>
    IAsyncEnumerable<EventJson> WatchAsync(bool follow, CancellationToken cancellationToken);
}
