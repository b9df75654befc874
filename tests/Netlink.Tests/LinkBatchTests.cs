using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>Several links in one datagram, at the byte boundary.</summary>
public sealed class LinkBatchTests
{
    private const int Taken = -17;
    private const int NoDevice = -19;

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
    public void A_number_that_cannot_be_asked_for_is_an_error_and_no_absence()
    {
        _kernel.Links["a"] = 7;
        Assert.That((_route.FindLinkIndex("a"), _route.HasLink(new LinkIndex(7)), _route.HasLink(new LinkIndex(8))), Is.EqualTo(((LinkIndex?)new LinkIndex(7), true, false)));

        _kernel.LookUpError = Errno.EPERM;

        Assert.That(() => _route.FindLinkIndex("a"), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EPERM).And.Property("Operation").EqualTo("link index a"));
        Assert.That(() => _route.HasLink(new LinkIndex(7)), Throws.TypeOf<NetlinkException>());
        Assert.That(() => _route.FindLinkIndex("a name"), Throws.ArgumentException);
    }

    [Test]
    public void Each_failure_is_reported_at_its_place_with_its_own_reason()
    {
        _kernel.Answer(Acknowledgement(1, Taken)).Answer(Link(2, 5, "br1", 0)).Answer(Acknowledgement(3, NoDevice, Attribute(1, "not here\0"u8)));

        var result = _route.CreateLinks(new BridgeSpec("br0"), new BridgeSpec("br1"), new BridgeSpec("br2"));

        Assert.That(_kernel.Sent, Has.Count.EqualTo(1), "one datagram");
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Links.Select(static l => l?.Name), Is.EqualTo(new[] { null, "br1", null }));
        Assert.That(result.Failures.Select(static f => (f.Position, f.Reason.Errno, f.Reason.Operation, f.Reason.KernelMessage)), Is.EqualTo(new[]
        {
            (0, Errno.EEXIST, "link add br0 type bridge", null), (2, Errno.ENODEV, "link add br2 type bridge", "not here"),
        }));
        Assert.That(result.GetLinks, Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));
    }

    [Test]
    public void Of_several_notifications_of_one_request_the_first_is_the_link_asked_for()
    {
        _kernel.Answer(Link(1, 6, "near", 0)).Answer(Link(1, 5, "far", 0)).Answer(Acknowledgement(1));
        Assert.That(_route.CreateLinks(new VethSpec("near", "far")).GetLinks()[0].Name, Is.EqualTo("near"));
    }

    [Test]
    public void A_change_of_two_requests_that_fails_is_reported_once_and_at_its_place()
    {
        _kernel.Answer(Acknowledgement(2, NoDevice)).Answer(Acknowledgement(3, NoDevice)).Answer(Acknowledgement(4, Taken));

        var failures = _route.UpdateLinks(
            Change(1, new LinkUpdate { IsUp = true }), Change(2, new LinkUpdate { IsUp = true, AddressGenerationMode = AddressGenerationMode.None }), Change(3, new LinkUpdate { Name = "x" }));

        Assert.That(failures.Select(static f => (f.Position, f.Reason.Errno)), Is.EqualTo(new[] { (1, Errno.ENODEV), (2, Errno.EEXIST) }));
    }

    [Test]
    public void Many_changes_go_in_several_datagrams_and_keep_their_places()
    {
        _kernel.Answer(Acknowledgement(32)).Answer(Acknowledgement(33, NoDevice)).Answer(Acknowledgement(40, NoDevice));

        var failures = _route.UpdateLinks([.. Enumerable.Range(1, 40).Select(static i => Change(i, new LinkUpdate { IsUp = true }))]);

        Assert.That(_kernel.Sent, Has.Count.EqualTo(2));
        Assert.That(failures.Select(static f => f.Position), Is.EqualTo(new[] { 32, 39 }));
    }

    [Test]
    public void Nothing_to_do_sends_nothing()
    {
        Assert.That(_route.CreateLinks().Succeeded, Is.True);
        Assert.That(_route.UpdateLinks(), Is.Empty);
        Assert.That(_route.DeleteLinks(), Is.Empty);
        Assert.That(_kernel.Sent, Is.Empty);
    }

    [Test]
    public void A_socket_tells_all_failures_of_a_datagram()
    {
        using var socket = _kernel.Answer(Acknowledgement(1, Taken)).Answer(Acknowledgement(2, NoDevice)).Socket();
        using var request = socket.Begin(16, MessageFlags.None, "first");
        request.Next(16, MessageFlags.None, "second");

        var failures = socket.ExecuteAll(request);

        Assert.That(failures.Select(static f => (f.Position, f.Reason.Operation)), Is.EqualTo(new[] { (0, "first"), (1, "second") }));
    }

    private static LinkChange Change(int index, LinkUpdate update) => new(new LinkIndex(index), update);
}
