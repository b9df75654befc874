namespace NetController.Hosting;

/// <summary>
/// The host's controller, which exists from the time that the host starts its services until it has stopped them. Whatever is made before,
/// such as a hosted service, takes this; whatever is made while the host runs may take the <see cref="NetworkController"/> itself.
/// </summary>
public interface INetworkControllerAccessor
{
    /// <summary>The controller; null before it is initialised and after the host has stopped.</summary>
    NetworkController? Current { get; }

    /// <summary>The controller.</summary>
    /// <exception cref="ResourceUnavailableException">It is not initialised yet, or the host has stopped.</exception>
    NetworkController Controller { get; }

    /// <summary>Waits until the controller is initialised.</summary>
    /// <exception cref="ResourceUnavailableException">The host has stopped.</exception>
    /// <exception cref="NetControllerException">The start failed, for this reason.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<NetworkController> WaitAsync(CancellationToken cancellationToken = default);
}
