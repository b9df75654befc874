namespace NetController.Netlink;

/// <summary>Looks at links one by one without an object for each; see <see cref="RouteConnection.VisitLinks"/>. Best implemented by a structure.</summary>
public interface ILinkVisitor
{
    /// <summary>
    /// Called before the first link, and again before the first of each further attempt when the kernel has called the listing interrupted:
    /// forget whatever has been gathered, since everything comes again.
    /// </summary>
    void Begin();

    /// <summary>Looks at a link.</summary>
    /// <param name="link">The link; valid only during the call.</param>
    void Visit(LinkView link);
}
