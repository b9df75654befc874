namespace NetController.Netlink;

/// <summary>A change of one link among several; see <see cref="RouteConnection.UpdateLinks"/>.</summary>
/// <param name="Link">Its number.</param>
/// <param name="Update">The changes.</param>
public readonly record struct LinkChange(LinkIndex Link, LinkUpdate Update);
