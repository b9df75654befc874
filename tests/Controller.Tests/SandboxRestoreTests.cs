using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Controller.Tests.Fakes;
using NetController.Ipam;
using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class SandboxRestoreTests
{
    [Test]
    public async Task Stale_sandboxes_go_with_their_endpoints_and_the_leases_rest()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var stale = Stored.Sandbox(bed.Machine, "c1");
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", stale.Id);

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.StaleSandboxes, Is.EqualTo(new[] { "c1" }));
        Assert.That((bed.Machine.Disk!.Sandboxes.Count, bed.Machine.Disk.Endpoints.Count), Is.EqualTo((0, 0)));
        var pool = WebPool(controller);
        Assert.That((pool.AddressesInUse, pool.AddressesResting), Is.EqualTo((1, 1)), "the gateway is held, the endpoint's address rests");
    }

    [Test]
    public async Task Active_sandboxes_keep_their_endpoints_and_leases_whether_named_or_given_by_id()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var (named, byId) = (Stored.Sandbox(bed.Machine, "c1"), Stored.Sandbox(bed.Machine, "c2"));
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", named.Id);
        Stored.Endpoint(bed.Machine, "web", "10.1.0.6/24", byId.Id);
        Stored.Endpoint(bed.Machine, "web", "10.1.0.7/24", Stored.Sandbox(bed.Machine, "c3").Id);
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", byId.Id.ToString()] };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.StaleSandboxes, Is.EqualTo(new[] { "c3" }));
        Assert.That(controller.GetEndpoints(controller.GetNetwork("web")).Length, Is.EqualTo(2));
        Assert.That((WebPool(controller).AddressesInUse, WebPool(controller).AddressesResting), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Sandboxes_that_are_present_are_active_where_that_is_asked_for_and_the_default_bridge_stays()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", Stored.Sandbox(bed.Machine, "present").Id);
        Stored.Sandbox(bed.Machine, "gone", static sandbox => sandbox with { NamespacePath = "/fake/run/netns/other" });
        Stored.Sandbox(bed.Machine, "replaced", static sandbox => sandbox with { NamespaceIdentity = "net:[1]" });
        bed.Options = bed.Options with { KeepPresentSandboxes = true };

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Sandboxes.Select(static sandbox => sandbox.Name), Is.EqualTo(new[] { "present" }));
        Assert.That(controller.GetEndpoints(controller.GetNetwork("web")), Has.Length.EqualTo(1));
        Assert.That(controller.Report.StaleSandboxes, Is.EquivalentTo(new[] { "gone", "replaced" }));
        Assert.That((controller.Report.ActiveSandboxes, controller.Report.DefaultNetworksKept), Is.EqualTo((ImmutableArray.Create("present"), true)));
    }

    [Test]
    public async Task Without_a_sandbox_that_is_present_the_default_bridge_is_refreshed_as_ever()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        Stored.Sandbox(bed.Machine, "gone", static sandbox => sandbox with { NamespacePath = "/fake/run/netns/other" });
        bed.Options = bed.Options with { KeepPresentSandboxes = true };

        var report = await bed.StartOnceAsync();

        Assert.That((report.DefaultNetworksKept, report.ActiveSandboxes.Length), Is.EqualTo((false, 0)));
        Assert.That(report.Refreshed, Is.EqualTo(new[] { "bridge" }));
    }

    [TestCase("boot-1", true, 0, ExpectedResult = true)]
    [TestCase("boot-1", false, 0, ExpectedResult = true)]
    [TestCase("boot-1", false, 1, ExpectedResult = true, Description = "the clock was stepped forward since")]
    [TestCase("boot-0", true, 0, ExpectedResult = false, Description = "the number of its namespace was given anew")]
    [TestCase("boot-0", false, 0, ExpectedResult = false)]
    [TestCase(null, true, 1, ExpectedResult = true)]
    [TestCase(null, false, 0, ExpectedResult = true)]
    [TestCase(null, false, 1, ExpectedResult = false)]
    public async Task<bool> A_sandbox_is_present_in_the_boot_that_it_was_created_in(string? boot, bool owns, int hoursFromCreationToBoot)
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var stored = Stored.Sandbox(bed.Machine, "box", sandbox => sandbox with { BootId = boot, OwnsNamespace = owns });
        bed.Machine.BootTime = stored.Created.AddHours(hoursFromCreationToBoot);
        bed.Options = bed.Options with { KeepPresentSandboxes = true };

        await using var controller = await bed.InitializeAsync();

        return controller.Sandboxes.Any();
    }

    [Test]
    public async Task A_sandbox_that_is_created_is_recorded_with_its_boot()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();

        await controller.CreateSandboxAsync(new SandboxSpec("box"));

        Assert.That(bed.Machine.Disk!.Sandboxes.Values.Single().BootId, Is.EqualTo("boot-1"));
    }

    [Test]
    public async Task A_name_that_looks_like_the_beginning_of_an_id_keeps_no_other_sandbox()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var stale = Stored.Sandbox(bed.Machine, "shop");
        bed.Options = bed.Options with { ActiveSandboxes = [stale.Id.ToString()[..2]] };

        var report = await bed.StartOnceAsync();

        Assert.That(report.StaleSandboxes, Is.EqualTo(new[] { "shop" }));
    }

    [Test]
    public async Task An_endpoint_of_a_sandbox_that_nobody_knows_goes()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", SandboxId.New(RandomSource.Secure));

        await bed.StartOnceAsync();

        Assert.That(bed.Machine.Disk!.Endpoints, Is.Empty);
    }

    [Test]
    public async Task An_endpoint_that_is_only_reserved_stays_with_its_lease()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", sandbox: null);

        await using var controller = await bed.InitializeAsync();

        Assert.That(bed.Machine.Disk!.Endpoints.Count, Is.EqualTo(1));
        Assert.That(WebPool(controller).AddressesInUse, Is.EqualTo(2));
    }

    [Test]
    public async Task Stale_endpoints_of_the_default_bridge_do_not_hold_it()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        Stored.Endpoint(bed.Machine, "bridge", "172.17.0.9/24", Stored.Sandbox(bed.Machine, "c1").Id);

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.Refreshed, Is.EqualTo(new[] { "bridge" }));
    }

    [Test]
    public async Task An_endpoint_whose_network_is_lost_goes_with_its_record_and_its_link()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var endpoint = Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", Stored.Sandbox(bed.Machine, "c1").Id);
        bed.Machine.AddLink("ncv-lost", OwnerTag.OfEndpoint(bed.Machine.Disk!.Instance, endpoint.Id).ToString());
        bed.Machine.Write(bed.Machine.Disk!.Apply(new StateChange { DeletedNetworks = [endpoint.Network] }));

        await using var controller = await bed.InitializeAsync();

        Assert.That(controller.Report.Warnings, Has.One.Contains($"endpoint '{endpoint.Name}' ({endpoint.Id.Short}) belonged to network {endpoint.Network.Short}, which does not exist"));
        Assert.That((bed.Machine.Disk!.Endpoints.Count, bed.Machine.Links.ContainsKey("ncv-lost")), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_namespace_that_cannot_be_looked_at_degrades_its_endpoints_and_stops_no_start()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", "10.1.0.0/24"));
        var (unreadable, other) = (Stored.Sandbox(bed.Machine, "c1"), Stored.Sandbox(bed.Machine, "c2"));
        Stored.Endpoint(bed.Machine, "web", "10.1.0.5/24", unreadable.Id);
        Stored.Endpoint(bed.Machine, "web", "10.1.0.6/24", other.Id);
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", "c2"] };
        bed.Machine.Unreadable = path => path == unreadable.NamespacePath ? new OperationFailedException($"open namespace {path}", new IOException("too many open files")) : null;

        await using var controller = await bed.InitializeAsync();
        var states = controller.GetSandbox("c1").Endpoints.Concat(controller.GetSandbox("c2").Endpoints).Select(static endpoint => endpoint.Record.State).ToArray();
        bed.Machine.Unreadable = null;
        await controller.RetryDegradedAsync();

        Assert.That(states, Is.EqualTo(new[] { RecordState.Degraded, RecordState.Active }));
        Assert.That(controller.Report.DegradedEndpoints.Single().Reason, Does.Contain("too many open files"));
        Assert.That(controller.Report.Warnings, Has.One.Contains("'c1': its namespace").And.Contains("too many open files"));
        Assert.That(controller.Report.StaleSandboxes, Is.Empty);
        Assert.That(controller.Endpoints.Select(static endpoint => endpoint.Record.State), Is.All.EqualTo(RecordState.Active));
    }

    [Test]
    public async Task An_active_sandbox_that_is_not_stored_is_warned_of()
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        var stored = Stored.Sandbox(bed.Machine, "c1");
        bed.Options = bed.Options with { ActiveSandboxes = ["c1", stored.Id.Short, "mistyped"] };

        await bed.StartOnceAsync();

        Assert.That(
            bed.Log.Messages.Where(static message => message.Level == LogLevel.Warning).Select(static message => message.Text),
            Is.EqualTo(new[] { "'mistyped' is among the active sandboxes, yet no stored sandbox has that name or id" }));
    }

    private static PoolStatus WebPool(NetworkController controller) => Testbed.Pools(controller).Single(static pool => pool.NetworkName == "web");
}
