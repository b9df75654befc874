using System.Net;
using BenchmarkDotNet.Attributes;
using NetController.Netlink;

namespace NetController.Benchmarks.Micro;

/// <summary>Lists of links and routes, as objects and in place.</summary>
[InProcess]
[MemoryDiagnoser]
public class ListBenchmarks
{
    private PrivateNamespace _namespace = null!;

    /// <summary>How many links, and how many routes.</summary>
    [Params(100, 1000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _namespace = new PrivateNamespace();
        _namespace.MakeLinks(Count);
        for (var i = 0; i < Count; i++)
        {
            _namespace.Route.AddRoute(new RouteSpec(new IPNetwork(new IPAddress([10, (byte)(i >> 8), (byte)i, 0]), 24)) { Link = new LinkIndex(1) });
        }
    }

    [GlobalCleanup]
    public void Close() => _namespace.Dispose();

    [Benchmark]
    public int ListLinks() => _namespace.Route.ListLinks().Length;

    [Benchmark]
    public int VisitLinks()
    {
        var counter = default(Counter);
        _namespace.Route.VisitLinks(ref counter);
        return counter.Seen;
    }

    [Benchmark]
    public int ListRoutes() => _namespace.Route.ListRoutes().Length;

    [Benchmark]
    public int VisitRoutes()
    {
        var counter = default(Counter);
        _namespace.Route.VisitRoutes(ref counter);
        return counter.Seen;
    }

    private struct Counter : ILinkVisitor, IRouteVisitor
    {
        internal int Seen { get; private set; }

        public void Begin() => Seen = 0;

        public void Visit(LinkView link) => Seen++;

        public void Visit(RouteView route) => Seen++;
    }
}
