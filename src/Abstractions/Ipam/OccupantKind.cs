namespace NetController;

/// <summary>What occupies addresses.</summary>
public enum OccupantKind
{
    /// <summary>Another network's subnet.</summary>
    Network,

    /// <summary>An address of one of the host's links, with its subnet.</summary>
    HostAddress,

    /// <summary>A route of the host, default routes and their halves excepted.</summary>
    HostRoute,

    /// <summary>A name server of the host. Avoided when a subnet is chosen; not held against one that is asked for.</summary>
    NameServer,

    /// <summary>A subnet that the administrator keeps free. Avoided when a subnet is chosen; not held against one that is asked for.</summary>
    Reserved,
}
