using System.Net;

namespace NetController;

/// <summary>A line of a hosts file (hosts(5)); <c>docker run --add-host NAME:ADDRESS</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">The address; null for the addresses that containers reach the host by (<c>host-gateway</c>).</param>
public sealed record HostsEntry(string Name, IPAddress? Address);
