using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>What differs between a plan and the kernel.</summary>
/// <param name="Changes">What to change, in order; empty where something stands in the way.</param>
/// <param name="Obstacles">What stands in the way.</param>
internal sealed record BridgeDifference(ImmutableArray<KernelChange> Changes, ImmutableArray<BridgeObstacle> Obstacles)
{
    /// <summary>The difference as a check reports it.</summary>
    public ImmutableArray<Drift> ToDrift(NetworkId network) =>
    [
        .. Obstacles.Select(obstacle => obstacle.Drift with { Network = network }),
        .. Changes.Select(change => change.ToDrift(network)),
    ];
}
