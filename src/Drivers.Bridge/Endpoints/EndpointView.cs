namespace NetController.Drivers.Bridge;

/// <summary>What the kernel holds of one endpoint.</summary>
internal sealed record EndpointView
{
    /// <summary>The bridge; null where there is no link of its name.</summary>
    public LinkView? Bridge { get; init; }

    /// <summary>
    /// Whether the kernel asks the rules about what the bridge only switches (br_netfilter). Looked for only where it matters to the endpoint.
    /// </summary>
    public bool FiltersSwitchedFrames { get; init; }

    /// <summary>The link of the near end's name; null where there is none.</summary>
    public HostEndView? HostEnd { get; init; }

    /// <summary>What is at the sandbox's path.</summary>
    public SandboxPresence Sandbox { get; init; }

    /// <summary>The far end in the sandbox, whatever its name; null where it is not there. Looked for only where there is a near end.</summary>
    public LinkView? Peer { get; init; }
}

/// <summary>The near end as the kernel holds it.</summary>
/// <param name="Link">The link.</param>
internal sealed record HostEndView(LinkView Link)
{
    /// <summary>The index of the link that it is a port of; null where it is none.</summary>
    public int? Master { get; init; }

    /// <summary>The name of that link, where it is not the bridge.</summary>
    public string? MasterName { get; init; }

    /// <summary>The index of the far end in its own namespace.</summary>
    public int? Peer { get; init; }

    /// <summary>The id by which the host knows the far end's namespace; null where it is the host's own.</summary>
    public int? PeerNamespace { get; init; }

    /// <summary>Whether the port is kept apart from others that are.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Whether a frame may leave by the port that it came in by.</summary>
    public bool IsHairpin { get; init; }
}

/// <summary>What is found at the path of a sandbox's namespace.</summary>
internal enum SandboxPresence
{
    /// <summary>A network namespace of its own.</summary>
    Present,

    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>Something that is no network namespace.</summary>
    NoNamespace,

    /// <summary>The host's own namespace.</summary>
    Host,
}
