namespace NetController.Netctl.Output.Json;

/// <summary>What <c>version</c> prints.</summary>
internal sealed record VersionJson(string Version, string Runtime, string Kernel, IReadOnlyList<FirewallProgramJson> Firewalls);

/// <summary>A firewall program: where it is and what it says of itself; both null where it is missing.</summary>
internal sealed record FirewallProgramJson(string Program, string? Path, string? Version);
