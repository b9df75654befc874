namespace NetController.Drivers.Bridge;

/// <summary>Something in the way that the driver must not change itself.</summary>
/// <param name="Drift">How a check reports it.</param>
/// <param name="Error">What creating, restoring or repairing the network fails with.</param>
internal sealed record BridgeObstacle(Drift Drift, NetControllerException Error);
