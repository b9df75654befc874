using System.Collections.Immutable;

namespace NetController.Netlink;

/// <summary>What became of links that were to be made together; see <see cref="RouteConnection.CreateLinks"/>.</summary>
/// <param name="Links">The links as the kernel made them, in the order they were given; null at the positions of <paramref name="Failures"/>.</param>
/// <param name="Failures">Those that could not be made, and why; empty when all were.</param>
public sealed record LinkBatchResult(ImmutableArray<Link?> Links, ImmutableArray<RequestFailure> Failures)
{
    /// <summary>Whether all links were made.</summary>
    public bool Succeeded => Failures.IsEmpty;

    /// <summary>The links, where all were made.</summary>
    /// <returns>The links in the order they were given.</returns>
    /// <exception cref="NetlinkException">One could not be made; this is about the first such, and the others exist.</exception>
    public ImmutableArray<Link> GetLinks() => Succeeded ? [.. Links.OfType<Link>()] : throw Failures[0].Reason;
}
