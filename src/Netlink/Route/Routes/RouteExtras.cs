using System.Net;

namespace NetController.Netlink;

/// <summary>What few routes have, kept apart so that the many do without.</summary>
internal sealed record RouteExtras
{
    internal static readonly RouteExtras None = new();

    internal RouteMetrics? Metrics { get; init; }

    internal TimeSpan? Expires { get; init; }

    internal RouteEncapsulation? Encapsulation { get; init; }

    internal IPNetwork? From { get; init; }

    internal LinkIndex? IncomingLink { get; init; }

    internal uint? Mark { get; init; }

    internal uint? UserId { get; init; }

    internal uint? Realms { get; init; }

    internal bool? PropagatesTtl { get; init; }
}
