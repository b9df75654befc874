namespace NetController.Hosting;

/// <summary>Holds the host's controller; disposes of it where the host did not get to stop in order.</summary>
internal sealed class NetworkControllerAccessor : INetworkControllerAccessor, IAsyncDisposable
{
    private readonly TaskCompletionSource<NetworkController> _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile NetworkController? _current;
    private volatile bool _stopped;

    public NetworkController? Current => _current;

    public NetworkController Controller => _current ?? throw (_stopped ? Stopped() : new ResourceUnavailableException(
        "the network controller is not initialised yet",
        $"take {nameof(INetworkControllerAccessor)} where a service is made before the host has started, and wait there"));

    public Task<NetworkController> WaitAsync(CancellationToken cancellationToken = default) =>
        _stopped ? Task.FromException<NetworkController>(Stopped()) : _initialised.Task.WaitAsync(cancellationToken);

    public void Set(NetworkController controller)
    {
        _current = controller;
        _initialised.TrySetResult(controller);
    }

    public void Fail(Exception failure)
    {
        _initialised.TrySetException(failure);
        // Nobody may be waiting; the host reports the failure itself.
        _ = _initialised.Task.Exception;
    }

    /// <summary>Gives up the controller and closes it; done already is done.</summary>
    public ValueTask StopAsync()
    {
        _stopped = true;
        Fail(Stopped());
        var controller = _current;
        _current = null;
        return controller?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => StopAsync();

    private static ResourceUnavailableException Stopped() => new("the network controller has stopped with its host", "start the host again");
}
