using NetController.Netlink;

namespace NetController.Benchmarks.Netlink;

/// <summary>Counts what a listing shows.</summary>
internal struct Counter : ILinkVisitor, IRouteVisitor
{
    internal int Seen { get; private set; }

    public void Begin() => Seen = 0;

    public void Visit(LinkView link) => Seen++;

    public void Visit(RouteView route) => Seen++;
}
