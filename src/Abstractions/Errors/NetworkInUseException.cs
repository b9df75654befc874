using System.Collections.Immutable;

namespace NetController;

/// <summary>A network cannot be removed while endpoints exist on it.</summary>
/// <param name="network">The network's name.</param>
/// <param name="endpoints">The endpoints that hold it.</param>
public sealed class NetworkInUseException(string network, ImmutableArray<EndpointId> endpoints)
    : NetControllerException(
        ErrorKind.Conflict,
        $"network '{network}' has {endpoints.Length} active endpoint(s): {string.Join(", ", endpoints.Select(static e => e.Short))}",
        "disconnect them first")
{
    /// <summary>The endpoints that hold the network.</summary>
    public ImmutableArray<EndpointId> Endpoints { get; } = endpoints;
}
