namespace NetController.Drivers.Bridge;

/// <summary>What the plan may do with the bridge's link.</summary>
internal enum BridgeCustody
{
    /// <summary>The network's own: made with it and removed with it.</summary>
    Network,

    /// <summary>The default bridge's: made when missing, kept when its network goes.</summary>
    Default,

    /// <summary>An administrator's: verified and never changed.</summary>
    UserManaged,
}
