namespace NetController.Drivers;

/// <summary>Makes one kind of network real. Drivers are handles' factories: an id is never passed back in to be looked up.</summary>
/// <remarks>
/// Implementations are safe to call from several threads; <see cref="IDriverNetwork"/> and <see cref="IDriverEndpoint"/> say what the controller
/// calls at the same time on one network. A driver has no effect on the kernel but through the handles it gives.
/// </remarks>
public interface INetworkDriver : IAsyncDisposable
{
    /// <summary>The driver's name and options.</summary>
    DriverKind Kind { get; }

    /// <summary>Checks a spec without touching anything.</summary>
    /// <param name="network">The id the network will have.</param>
    /// <param name="spec">What is asked for; its options are of this driver's type.</param>
    /// <exception cref="InvalidRequestException">The options are malformed or contradict each other.</exception>
    NetworkRequirements Validate(NetworkId network, NetworkSpec spec);

    /// <summary>Gives the handle of a network, new or stored. Has no effect on the kernel.</summary>
    /// <exception cref="InvalidRequestException">The plan cannot be made real, for example because its gateway lies outside its subnet.</exception>
    ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken);
}
