namespace NetController.Firewall;

/// <summary>How a network of one family is reached from outside; Docker's <c>gateway_mode</c>.</summary>
public enum GatewayMode
{
    /// <summary>Outgoing traffic takes the host's address; only published ports are reachable, through the host's address.</summary>
    Nat,

    /// <summary>As <see cref="Nat"/>, yet every port is reachable directly.</summary>
    NatUnprotected,

    /// <summary>No translation; published ports are reachable by the endpoint's own address.</summary>
    Routed,

    /// <summary>An internal network whose host has no address in it.</summary>
    Isolated,
}
