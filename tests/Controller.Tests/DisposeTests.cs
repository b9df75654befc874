using NetController.Controller.Tests.Fakes;
using NetController.Drivers;

namespace NetController.Controller.Tests;

/// <summary>How a controller ends: after what runs, and whole, whatever one of its parts throws.</summary>
[TestFixture]
internal sealed class DisposeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task An_end_waits_for_the_operation_that_runs()
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        using var reached = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        bed.Machine.Refuse = effect =>
        {
            if (effect == FakeFirewall.Transaction)
            {
                reached.Set();
                gate.Wait(Patience);
            }

            return null;
        };
        var creation = controller.CreateNetworkAsync(Testbed.Bridge("web")).AsTask();
        reached.Wait(Patience);

        var end = controller.DisposeAsync().AsTask();

        Assert.That(end.IsCompleted, Is.False, "an operation runs");
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("late")));
        gate.Set();
        Assert.That((await creation.WaitAsync(Patience)).Name, Is.EqualTo("web"));
        await end.WaitAsync(Patience);
        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_controller_that_has_ended_refuses_every_operation()
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        await controller.DisposeAsync();
        var effects = bed.Machine.Effects.Count;

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await controller.DeleteNetworkAsync(web));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await controller.CreateSandboxAsync(new SandboxSpec("c1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await controller.CheckAsync());
        Assert.Throws<ObjectDisposedException>(() => controller.FindLeftovers());
        Assert.That(bed.Machine.Effects, Has.Count.EqualTo(effects));
    }

    [Test]
    public async Task A_driver_that_does_not_close_leaves_none_of_the_others_open()
    {
        var closed = new List<string>();
        var bed = new Testbed { MoreDrivers = [_ => new Stubborn<FirstOptions>("first", closed), _ => new Stubborn<SecondOptions>("second", closed)] };
        var controller = await bed.InitializeAsync();

        var failure = await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.DisposeAsync());

        Assert.That(closed, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(failure!.Failures.Select(static one => one.Message), Is.EqualTo(new[] { "first does not close", "second does not close" }));
        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_start_that_fails_closes_everything_and_tells_its_own_cause()
    {
        var closed = new List<string>();
        var bed = new Testbed
        {
            MoreDrivers = [_ => new Stubborn<FirstOptions>("first", closed), _ => throw new InvalidOperationException("no such driver")],
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Message, Is.EqualTo("no such driver"));
        Assert.That(closed, Is.EqualTo(new[] { "first" }));
        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_start_that_fails_late_tells_its_own_cause_too()
    {
        var bed = new Testbed { MoreDrivers = [_ => new Stubborn<FirstOptions>("first", [])] };
        bed.Machine.Refuse = static effect => effect == FakeFirewall.Transaction ? new ResourceUnavailableException("iptables is locked", "wait") : null;

        await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await bed.InitializeAsync());

        Assert.That((bed.Machine.OpenParts, bed.Machine.StoreIsLocked), Is.EqualTo((0, false)));
    }

    private sealed record FirstOptions : NetworkOptions;

    private sealed record SecondOptions : NetworkOptions;

    /// <summary>A driver that fails to close.</summary>
    private sealed class Stubborn<TOptions>(string name, List<string> closed) : INetworkDriver
        where TOptions : NetworkOptions, new()
    {
        public DriverKind Kind { get; } = DriverKind.Of(name, static _ => new TOptions(), static _ => []);

        public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => throw new NotSupportedException();

        public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            closed.Add(name);
            throw new InvalidOperationException($"{name} does not close");
        }
    }
}
