namespace NetController.Netlink;

/// <summary>What the kernel knows of a neighbour (<c>NUD_*</c>, linux/neighbour.h); an entry is in one state, a filter may ask for several.</summary>
[Flags]
public enum NeighbourStates : ushort
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>The first question is out.</summary>
    Incomplete = 0x01,

    /// <summary>Confirmed a short time ago.</summary>
    Reachable = 0x02,

    /// <summary>Usable, not confirmed lately.</summary>
    Stale = 0x04,

    /// <summary>Used while stale; a question follows shortly unless an answer comes by other means.</summary>
    Delay = 0x08,

    /// <summary>Being asked again.</summary>
    Probe = 0x10,

    /// <summary>Did not answer.</summary>
    Failed = 0x20,

    /// <summary>Needs no resolution, for example on <c>lo</c>.</summary>
    NoArp = 0x40,

    /// <summary>Set by hand, for ever.</summary>
    Permanent = 0x80,
}
