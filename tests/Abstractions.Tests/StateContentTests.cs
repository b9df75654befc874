using NetController.State;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class StateContentTests
{
    private static readonly StateContent Empty = new(InstanceId.New(new ConstantRandom(1)));

    [Test]
    public void New_records_of_every_kind_are_added_and_the_old_content_stays_as_it_was()
    {
        var change = Everything(RecordState.Creating);

        var after = Empty.Apply(change);

        Assert.Multiple(() =>
        {
            Assert.That(after.Networks.Values, Is.EqualTo(change.Networks));
            Assert.That(after.Endpoints.Values, Is.EqualTo(change.Endpoints));
            Assert.That(after.Sandboxes.Values, Is.EqualTo(change.Sandboxes));
            Assert.That(after.HostChanges.Values, Is.EqualTo(change.HostChanges));
            Assert.That(after.Instance, Is.EqualTo(Empty.Instance));
            Assert.That(Counts(Empty), Is.EqualTo((0, 0, 0, 0)));
        });
    }

    [Test]
    public void A_record_takes_the_place_of_the_one_with_its_id()
    {
        var after = Empty.Apply(Everything(RecordState.Creating)).Apply(Everything(RecordState.Active));

        Assert.That(Counts(after), Is.EqualTo((1, 1, 1, 1)));
        Assert.That((after.Networks.Values.Single().State, after.Endpoints.Values.Single().State, after.Sandboxes.Values.Single().State, after.HostChanges.Values.Single().Reason), Is.EqualTo((RecordState.Active, RecordState.Active, RecordState.Active, "Active")));
    }

    [Test]
    public void Records_of_every_kind_are_deleted_and_unknown_ones_are_done_already()
    {
        var before = Empty.Apply(Everything(RecordState.Active));

        var after = before.Apply(Deletions()).Apply(Deletions());

        Assert.That((Counts(before), Counts(after)), Is.EqualTo(((1, 1, 1, 1), (0, 0, 0, 0))));
    }

    [Test]
    public void Deletions_come_first_so_that_one_change_can_replace_a_record()
    {
        var all = Everything(RecordState.Degraded);
        var change = Deletions() with { Networks = all.Networks, Endpoints = all.Endpoints, Sandboxes = all.Sandboxes, HostChanges = all.HostChanges };

        var after = Empty.Apply(Everything(RecordState.Active)).Apply(change);

        Assert.That(Counts(after), Is.EqualTo((1, 1, 1, 1)));
        Assert.That(after.Networks.Values.Single().State, Is.EqualTo(RecordState.Degraded));
    }

    [Test]
    public void Host_changes_are_told_apart_by_the_exact_path()
    {
        var after = Empty.Apply(new StateChange { HostChanges = [Host("net/ipv4/ip_forward", "a"), Host("net/ipv4/IP_FORWARD", "b")] });

        Assert.That(after.HostChanges, Has.Count.EqualTo(2));
    }

    private static (int Networks, int Endpoints, int Sandboxes, int HostChanges) Counts(StateContent content) =>
        (content.Networks.Count, content.Endpoints.Count, content.Sandboxes.Count, content.HostChanges.Count);

    private static StateChange Everything(RecordState state) => new()
    {
        Networks = [new StoredNetwork(NetworkId.New(new ConstantRandom(2)), "web", "bridge", state, DateTimeOffset.UnixEpoch)],
        Endpoints =
        [
            new StoredEndpoint(EndpointId.New(new ConstantRandom(3)), NetworkId.New(new ConstantRandom(2)), "db", state, DateTimeOffset.UnixEpoch),
        ],
        Sandboxes = [new StoredSandbox(SandboxId.New(new ConstantRandom(4)), "box", "/run/netns/box", state, DateTimeOffset.UnixEpoch)],
        HostChanges = [Host("net/ipv4/ip_forward", $"{state}")],
    };

    private static StateChange Deletions() => new()
    {
        DeletedNetworks = [NetworkId.New(new ConstantRandom(2))],
        DeletedEndpoints = [EndpointId.New(new ConstantRandom(3))],
        DeletedSandboxes = [SandboxId.New(new ConstantRandom(4))],
        DeletedHostChanges = ["net/ipv4/ip_forward"],
    };

    private static StoredHostChange Host(string path, string reason) => new(path, "0", "1", reason, "boot", DateTimeOffset.UnixEpoch);
}
