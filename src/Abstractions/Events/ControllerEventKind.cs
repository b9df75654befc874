namespace NetController;

/// <summary>What a <see cref="ControllerEvent"/> tells.</summary>
public enum ControllerEventKind
{
    /// <summary>
    /// Events before this one did not reach the reader: what it believes of networks, endpoints and sandboxes may be out of date, so it lists
    /// them anew. <see cref="ControllerEvent.Gap"/> says why.
    /// </summary>
    Gap,

    /// <summary>The controller has started and takes operations.</summary>
    ControllerStarted,

    /// <summary>A network was created, by a user or as a default one.</summary>
    NetworkCreated,

    /// <summary>A persisted network is in the kernel again after a start.</summary>
    NetworkRestored,

    /// <summary>A network could not be made real; it is kept and tried again.</summary>
    NetworkDegraded,

    /// <summary>A network that was degraded works again.</summary>
    NetworkRecovered,

    /// <summary>A network was deleted with everything it had in the kernel.</summary>
    NetworkDeleted,

    /// <summary>A user had the networks deleted that nothing uses. Each that went was told as deleted before; there may have been none.</summary>
    NetworksPruned,

    /// <summary>An endpoint was created on its own: its addresses and ports are reserved. One that comes with its attachment is only connected.</summary>
    EndpointCreated,

    /// <summary>An endpoint connects a sandbox to a network: traffic flows.</summary>
    EndpointConnected,

    /// <summary>An attached endpoint could not be made real; it is kept and tried again.</summary>
    EndpointDegraded,

    /// <summary>An endpoint that was degraded works again.</summary>
    EndpointRecovered,

    /// <summary>A sandbox was taken off a network. The endpoint is gone, unless it was created on its own.</summary>
    EndpointDisconnected,

    /// <summary>An endpoint that was created on its own was deleted.</summary>
    EndpointDeleted,

    /// <summary>A sandbox was created.</summary>
    SandboxCreated,

    /// <summary>A sandbox that outlived the process before has its endpoints again after a start.</summary>
    SandboxRestored,

    /// <summary>A sandbox has another name, and with it those of its endpoints that had its name.</summary>
    SandboxRenamed,

    /// <summary>A sandbox was deleted; its endpoints were disconnected before.</summary>
    SandboxDeleted,

    /// <summary>A check found a difference between records and kernel that the check before had not.</summary>
    DriftFound,

    /// <summary>A repair made a change to the kernel.</summary>
    DriftRepaired,

    /// <summary>A kernel object that carried our tag and belonged to nothing was removed.</summary>
    LeftoverRemoved,

    /// <summary>A setting of the host was changed, or put back because the operation that needed it failed.</summary>
    HostSettingChanged,
}
