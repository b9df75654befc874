namespace NetController.Netlink;

/// <summary>Which entries to list. The kernel chooses by bridge and link; by VLAN the library does.</summary>
public sealed record ForwardingFilter
{
    /// <summary>Only those of this bridge and its ports. <c>br</c>.</summary>
    public LinkIndex? Bridge { get; init; }

    /// <summary>Only those of this link. <c>dev</c>.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Only those of this VLAN. <c>vlan</c>.</summary>
    public int? Vlan { get; init; }

    internal bool Matches(ForwardingEntry entry) =>
        (Link is null || entry.Link == Link) && (Vlan is null || entry.Vlan == Vlan)
        && (Bridge is null || entry.Master == Bridge || entry.Link == Bridge || entry.Master is null);
}
