namespace NetController.Netlink.Conntrack;

/// <summary>What a <see cref="ConntrackWatcher"/> is about; <c>conntrack -E -e</c>.</summary>
[Flags]
public enum ConntrackGroups
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Flows that begin; <c>NEW</c>.</summary>
    Begun = 1,

    /// <summary>Flows whose state changes; <c>UPDATES</c>.</summary>
    Changed = 2,

    /// <summary>Flows that end; <c>DESTROY</c>.</summary>
    Ended = 4,

    /// <summary>All of these.</summary>
    All = Begun | Changed | Ended,
}
