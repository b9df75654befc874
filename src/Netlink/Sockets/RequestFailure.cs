namespace NetController.Netlink;

/// <summary>A request among several that the kernel refused.</summary>
/// <param name="Position">Which, counted from 0 in the order they were given.</param>
/// <param name="Reason">Why.</param>
public sealed record RequestFailure(int Position, NetlinkException Reason);
