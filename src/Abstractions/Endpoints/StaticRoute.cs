using System.Net;

namespace NetController;

/// <summary>A route inside a sandbox that goes over one of its endpoints; <c>ip route add DESTINATION [via GATEWAY] dev INTERFACE</c>.</summary>
/// <param name="Destination">Where it leads.</param>
/// <param name="Gateway">The router, which must be reachable over the endpoint; null where the destination is on the link.</param>
public sealed record StaticRoute(IPPrefix Destination, IPAddress? Gateway = null);
