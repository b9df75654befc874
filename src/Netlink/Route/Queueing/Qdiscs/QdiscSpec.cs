namespace NetController.Netlink;

/// <summary>A queueing discipline to be set up on a link; <c>tc qdisc add dev DEV …</c> (tc(8)).</summary>
public sealed record QdiscSpec : IOperationSubject
{
    /// <summary>Begins with what is always needed.</summary>
    /// <param name="link">The link.</param>
    /// <param name="options">The kind with its options, for example a <see cref="TokenBucketQdisc"/>.</param>
    /// <exception cref="ArgumentException">The link has no number.</exception>
    public QdiscSpec(LinkIndex link, QdiscOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        ArgumentNullException.ThrowIfNull(options);
        Link = link;
        Options = options;
        Parent = options.IsIngress ? TrafficHandle.Ingress : TrafficHandle.Root;
        Handle = options.IsIngress ? new TrafficHandle(0xffff, 0) : TrafficHandle.None;
    }

    /// <summary>The link.</summary>
    public LinkIndex Link { get; }

    /// <summary>The kind with its options.</summary>
    public QdiscOptions Options { get; }

    /// <summary>Where it stands; by default <see cref="TrafficHandle.Root"/>, and <see cref="TrafficHandle.Ingress"/> for the kinds that belong there.</summary>
    public TrafficHandle Parent { get; init; }

    /// <summary>Its name, whose second number is 0; by default the kernel picks one.</summary>
    public TrafficHandle Handle { get; init; }

    string IOperationSubject.Words => $"dev {Link} {(Parent == TrafficHandle.Root ? "root" : $"parent {Parent}")} {Options.Kind}";
}
