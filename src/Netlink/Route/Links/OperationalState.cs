namespace NetController.Netlink;

/// <summary>Whether a link can carry traffic (RFC 2863; <c>IF_OPER_*</c>, linux/if.h); the <c>state</c> of <c>ip link</c>.</summary>
public enum OperationalState : byte
{
    /// <summary>The driver does not tell, as with <c>lo</c>.</summary>
    Unknown = 0,

    /// <summary>The hardware is missing.</summary>
    NotPresent = 1,

    /// <summary>Cannot carry traffic.</summary>
    Down = 2,

    /// <summary>A link below is down; a veth whose peer is down.</summary>
    LowerLayerDown = 3,

    /// <summary>Under test.</summary>
    Testing = 4,

    /// <summary>Waits for an event.</summary>
    Dormant = 5,

    /// <summary>Can carry traffic.</summary>
    Up = 6,
}
