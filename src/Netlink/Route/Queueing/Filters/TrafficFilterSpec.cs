namespace NetController.Netlink;

/// <summary>A filter to be set up; <c>tc filter add dev DEV parent P protocol all prio N …</c> (tc(8)).</summary>
public sealed record TrafficFilterSpec : IOperationSubject
{
    /// <summary>ETH_P_ALL, linux/if_ether.h.</summary>
    public const ushort AllProtocols = 3;

    /// <summary>Begins with what is always needed.</summary>
    /// <param name="link">The link.</param>
    /// <param name="parent">Where it stands: a discipline, a class, <see cref="TrafficHandle.IngressFilters"/> or <see cref="TrafficHandle.EgressFilters"/>.</param>
    /// <param name="options">How it tells packets apart and what it does with them.</param>
    /// <exception cref="ArgumentException">The link has no number.</exception>
    public TrafficFilterSpec(LinkIndex link, TrafficHandle parent, TrafficFilterOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        ArgumentNullException.ThrowIfNull(options);
        Link = link;
        Parent = parent;
        Options = options;
    }

    /// <summary>The link.</summary>
    public LinkIndex Link { get; }

    /// <summary>Where it stands.</summary>
    public TrafficHandle Parent { get; }

    /// <summary>How it tells packets apart and what it does with them.</summary>
    public TrafficFilterOptions Options { get; }

    /// <summary>The Ethernet protocol it looks at, for example 0x0800 for IPv4; by default <see cref="AllProtocols"/>.</summary>
    public ushort Protocol { get; init; } = AllProtocols;

    /// <summary>Its place, from 1: small ones are asked first; by default the kernel puts it before the others. Filters of one priority share kind and protocol.</summary>
    public ushort? Priority
    {
        get;
        init => field = value is 0 ? throw new ArgumentOutOfRangeException(nameof(Priority), value, "Priorities begin at 1.") : value;
    }

    /// <summary>Its name among those of one kind and priority; by default the kernel picks one.</summary>
    public uint Handle { get; init; }

    /// <summary>The chain it is in; by default 0, the one that is asked.</summary>
    public uint Chain { get; init; }

    string IOperationSubject.Words => $"dev {Link} parent {Parent} {Options.Kind}";
}
