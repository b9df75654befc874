namespace NetController.Drivers.Bridge;

/// <summary>How a network holds the link of its name.</summary>
internal enum BridgeHold
{
    /// <summary>There is no such link: it is to be made.</summary>
    Missing,

    /// <summary>The link carries our tag: all of it is the network's.</summary>
    Own,

    /// <summary>The link was there before and carries no tag: it gets what the network needs, keeps the rest and is never removed.</summary>
    Adopted,

    /// <summary>The link is an administrator's.</summary>
    UserManaged,
}
