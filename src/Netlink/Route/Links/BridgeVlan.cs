using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>VLANs of a port of a bridge, or of the bridge itself, that are treated alike; a line of <c>bridge vlan</c> (bridge(8)).</summary>
public sealed record BridgeVlan : IOperationSubject
{
    /// <summary>Names a range of VLANs.</summary>
    /// <param name="first">The first, 1 to 4094.</param>
    /// <param name="last">The last, up to 4094.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the last is before the first.</exception>
    public BridgeVlan(ushort first, ushort last)
    {
        First = Limit.Check(first, (ushort)1, Limit.HighestVlan, nameof(first));
        Last = Limit.Check(last, first, Limit.HighestVlan, nameof(last));
    }

    /// <summary>Names one VLAN.</summary>
    /// <param name="id">Its number, 1 to 4094.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public BridgeVlan(ushort id)
        : this(id, id)
    {
    }

    // What the kernel tells is taken as it is.
    internal BridgeVlan(LinkIndex link, ushort first, ushort last, ushort flags)
    {
        Link = link;
        First = first;
        Last = last;
        IsDefault = (flags & bridge_vlan_info.BRIDGE_VLAN_INFO_PVID) != 0;
        IsUntagged = (flags & bridge_vlan_info.BRIDGE_VLAN_INFO_UNTAGGED) != 0;
    }

    /// <summary>The port, or the bridge, as listed; not looked at in a request.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>The first number.</summary>
    public ushort First { get; }

    /// <summary>The last number.</summary>
    public ushort Last { get; }

    /// <summary>Whether untagged frames that come in belong to it; of one VLAN only. <c>pvid</c>.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether its frames go out without a tag. <c>untagged</c>.</summary>
    public bool IsUntagged { get; init; }

    string IOperationSubject.Words => First == Last ? $"vid {First}" : $"vid {First}-{Last}";

    internal ushort Flags =>
        (ushort)((IsDefault ? bridge_vlan_info.BRIDGE_VLAN_INFO_PVID : 0) | (IsUntagged ? bridge_vlan_info.BRIDGE_VLAN_INFO_UNTAGGED : 0));
}
