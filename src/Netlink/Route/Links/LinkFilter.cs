namespace NetController.Netlink;

/// <summary>Which links to list; the kernel does the choosing.</summary>
public sealed record LinkFilter
{
    /// <summary>Only links of this kind, for example <c>veth</c>; <c>ip link show type</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Only ports of this link; <c>ip link show master</c>.</summary>
    public LinkIndex? Master { get; init; }

    internal bool Matches(Link link) => (Kind is null || link.Kind == Kind) && (Master is null || link.Master == Master);
}
