using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>Dumps that a visitor looks at, at the byte boundary.</summary>
public sealed class VisitorTests
{
    private const ushort Interrupted = 2 | 0x10;

    private FakeKernel _kernel = new();
    private RouteConnection _route = null!;

    [SetUp]
    public void Open()
    {
        _kernel = new FakeKernel();
        _route = new RouteConnection(_kernel.Socket());
    }

    [TearDown]
    public void Close()
    {
        _route.Dispose();
        _kernel.Dispose();
    }

    [Test]
    public void An_interrupted_dump_begins_anew_for_the_visitor()
    {
        _kernel.Answer(Link(1, 1, "lo"), Link(1, 2, "gone", Interrupted), Done(1)).Answer(Link(2, 1, "lo"), Done(2));
        var visitor = new Gatherer();
        _route.VisitLinks(ref visitor);
        Assert.That(visitor.Beginnings, Is.EqualTo(2));
        Assert.That(visitor.Names, Is.EqualTo(["lo"]));
    }

    [Test]
    public void A_dump_that_stays_interrupted_is_an_error()
    {
        for (uint attempt = 1; attempt <= 3; attempt++)
        {
            _kernel.Answer(Link(attempt, 1, "lo", Interrupted), Done(attempt));
        }

        var visitor = new Gatherer();
        Assert.That(() => _route.VisitLinks(ref visitor), Throws.TypeOf<DumpInterruptedException>());
    }

    [Test]
    public void A_visitor_that_throws_sees_no_more_and_the_answer_is_read_to_its_end()
    {
        _kernel.Answer(Link(1, 1, "lo"), Link(1, 2, "eth0")).Answer(Link(1, 3, "eth1"), Done(1)).Answer(Link(2, 1, "lo"), Done(2));
        var visitor = new Gatherer { Limit = 1 };
        Assert.That(() => _route.VisitLinks(ref visitor), Throws.TypeOf<OperationCanceledException>());
        Assert.That(visitor.Names, Is.EqualTo(["lo"]));

        Assert.That(_route.ListLinks(), Has.Length.EqualTo(1));
    }

    private struct Gatherer() : ILinkVisitor
    {
        internal List<string> Names { get; } = [];

        internal int Beginnings { get; private set; }

        internal int Limit { get; init; } = int.MaxValue;

        public void Begin()
        {
            Beginnings++;
            Names.Clear();
        }

        public readonly void Visit(LinkView link)
        {
            if (Names.Count == Limit)
            {
                throw new OperationCanceledException("enough");
            }

            Names.Add(System.Text.Encoding.UTF8.GetString(link.Name));
        }
    }
}
