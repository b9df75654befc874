namespace NetController.AspNetCore.Docker.Json;

/// <summary>The answer of <c>/info</c>: of Docker's fields those that mean something here, or that its client insists on.</summary>
internal sealed record InfoJson(
    string ID,
    int Containers,
    int ContainersRunning,
    int ContainersPaused,
    int ContainersStopped,
    int Images,
    string Driver,
    PluginsJson Plugins,
    string SystemTime,
    string KernelVersion,
    string OperatingSystem,
    string OSType,
    string Architecture,
    int NCPU,
    long MemTotal,
    string Name,
    IReadOnlyList<string> Labels,
    bool ExperimentalBuild,
    string ServerVersion,
    SwarmJson Swarm,
    bool LiveRestoreEnabled,
    FirewallJson FirewallBackend,
    IReadOnlyList<AddressPoolJson> DefaultAddressPools,
    IReadOnlyList<string> Warnings);

/// <summary>The drivers by kind; of networks alone there are some.</summary>
internal sealed record PluginsJson(IReadOnlyList<string> Volume, IReadOnlyList<string> Network, IReadOnlyList<string> Authorization, IReadOnlyList<string> Log);

/// <summary>Swarm mode, which there is not.</summary>
internal sealed record SwarmJson(string LocalNodeState);

/// <summary>The firewall backend.</summary>
internal sealed record FirewallJson(string Driver);

/// <summary>A pool that subnets are chosen from.</summary>
internal sealed record AddressPoolJson(string Base, int Size);
