namespace NetController;

/// <summary>One attachment of several that are made together.</summary>
/// <param name="Network">The network.</param>
/// <param name="Sandbox">The sandbox.</param>
/// <param name="Spec">The endpoint; null for one with everything chosen.</param>
public sealed record ConnectRequest(Network Network, Sandbox Sandbox, EndpointSpec? Spec = null);
