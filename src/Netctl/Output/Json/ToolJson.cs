namespace NetController.Netctl.Output.Json;

/// <summary>What <c>network create</c> prints.</summary>
internal sealed record CreatedJson(string Id, string Name);

/// <summary>What <c>network rm</c> and <c>prune</c> print.</summary>
internal sealed record RemovedJson(IReadOnlyList<string> Removed);

/// <summary>What <c>rules</c> prints.</summary>
internal sealed record RulesJson(string Backend, IReadOnlyList<string> Rules);

/// <summary>What <c>pools</c> prints.</summary>
internal sealed record PoolsJson(IReadOnlyList<PoolJson> Pools, IReadOnlyList<PoolSourceJson> DefaultPools);

/// <summary>A subnet in use.</summary>
internal sealed record PoolJson(
    string IpamDriver, string Subnet, string? IPRange, string Network, string NetworkId, ulong AddressesInUse, ulong AddressesResting, ulong AddressesFree);

/// <summary>A default pool.</summary>
internal sealed record PoolSourceJson(string IpamDriver, string Base, int Size, UInt128 SubnetsTotal, UInt128 SubnetsInUse);

/// <summary>What <c>init</c> keeps for later commands.</summary>
internal sealed record InitSettingsJson(string Firewall, IReadOnlyList<string> DefaultAddressPools, string? HostBinding);

/// <summary>What <c>version</c> prints.</summary>
internal sealed record VersionJson(string Version, string Runtime, string Kernel, IReadOnlyList<FirewallProgramJson> Firewalls);

/// <summary>A firewall program: where it is and what it says of itself; both null where it is missing.</summary>
internal sealed record FirewallProgramJson(string Program, string? Path, string? Version);
