namespace NetController.Netlink;

/// <summary>A class to be set up; <c>tc class add dev DEV parent P classid C …</c> (tc(8)).</summary>
public sealed record TrafficClassSpec : IOperationSubject
{
    /// <summary>Begins with what is always needed.</summary>
    /// <param name="link">The link.</param>
    /// <param name="handle">Its name: the first number of its discipline, and a second of its own.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="ArgumentException">The link has no number, or the name is that of a discipline.</exception>
    public TrafficClassSpec(LinkIndex link, TrafficHandle handle, TrafficClassOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        ArgumentNullException.ThrowIfNull(options);
        if (handle.Major == 0 || handle.Minor == 0)
        {
            throw new ArgumentException($"\"{handle}\" does not name a class: both numbers must be given.", nameof(handle));
        }

        Link = link;
        Handle = handle;
        Options = options;
        Parent = new TrafficHandle(handle.Major, 0);
    }

    /// <summary>The link.</summary>
    public LinkIndex Link { get; }

    /// <summary>Its name.</summary>
    public TrafficHandle Handle { get; }

    /// <summary>Its options.</summary>
    public TrafficClassOptions Options { get; }

    /// <summary>The class it belongs to; by default the discipline itself.</summary>
    public TrafficHandle Parent { get; init; }

    string IOperationSubject.Words => $"dev {Link} parent {Parent} classid {Handle} {Options.Kind}";
}
