using System.Collections.Immutable;

namespace NetController.Drivers;

/// <summary>The power to take several endpoints out of the kernel together, faster than one by one; optional for a driver.</summary>
public interface IEndpointGroupRemover : INetworkDriver
{
    /// <summary>Does what <see cref="IDriverEndpoint.DeleteAsync"/> does for each of several endpoints; absent is done.</summary>
    /// <param name="endpoints">Handles that this driver's networks gave, of any of its networks and sandboxes.</param>
    /// <param name="teardown">Runs and reports the steps.</param>
    ValueTask DeleteEndpointsAsync(ImmutableArray<IDriverEndpoint> endpoints, Teardown teardown);
}
