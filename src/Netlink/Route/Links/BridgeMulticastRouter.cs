namespace NetController.Netlink;

/// <summary>Whether a bridge, or a port of one, is taken for the way to a multicast router.</summary>
public enum BridgeMulticastRouter : byte
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>Where a router is heard, the default.</summary>
    Learn = 1,

    /// <summary>Always.</summary>
    Always = 2,

    /// <summary>Of a port only: for as long as a router was heard a while ago.</summary>
    Temporary = 3,
}
