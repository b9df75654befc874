using NetController.Controller.Tests.Fakes;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>
/// Each step of each operation on sandboxes and endpoints fails once, and is the process's last once: afterwards everything is as before
/// or as it should be, and the same call succeeds.
/// </summary>
[TestFixture]
internal sealed class EndpointFaultTests
{
    private static readonly EndpointSpec Full = new()
    {
        Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("53/udp")],
        GatewayPriority = 3,
        Routes = [new StaticRoute(IPPrefix.Parse("192.0.2.0/24"))],
        Sysctls = new EquatableMap<string>([KeyValuePair.Create("net.ipv4.conf.IFNAME.log_martians", "1")]),
    };

    private static readonly Act CreateSandbox = new("create", static controller => controller.CreateSandboxAsync(new SandboxSpec("new")).AsTask(), IsCreation: true);

    private static readonly Act Connect = new(
        "connect", static controller => controller.ConnectAsync(controller.GetNetwork("b"), controller.GetSandbox("c1"), Full).AsTask(), IsCreation: true);

    private static readonly Act ConnectAll = new(
        "connect all",
        static controller => controller.ConnectAllAsync(
            [new(controller.GetNetwork("b"), controller.GetSandbox("c1"), Full), new(controller.GetNetwork("b"), controller.GetSandbox("c2"))]).AsTask(),
        IsCreation: true);

    private static readonly Act Reserve = new(
        "reserve", static controller => controller.CreateEndpointAsync(controller.GetNetwork("b"), Full with { Name = "vip2" }).AsTask(), IsCreation: true);

    private static readonly Act Join = new("join", static controller => controller.JoinAsync(controller.GetEndpoint("vip"), controller.GetSandbox("c2")).AsTask(), IsCreation: true);

    private static readonly Act Disconnect = new("disconnect", static controller => DisconnectAsync(controller, "a", "c1"), IsCreation: false);

    private static readonly Act Leave = new("leave", static controller => controller.LeaveAsync(controller.GetEndpoint("joined")).AsTask(), IsCreation: false);

    private static readonly Act DeleteSandbox = new("delete", static controller => controller.DeleteSandboxAsync(controller.GetSandbox("c1")).AsTask(), IsCreation: false);

    private static Act[] All => [CreateSandbox, Connect, ConnectAll, Reserve, Join, Disconnect, Leave, DeleteSandbox];

    [TestCaseSource(nameof(All))]
    public async Task Wherever_it_fails_the_same_call_then_succeeds(Act act)
    {
        var wanted = await OutcomeAsync(act);
        for (var k = 1; k <= wanted.Steps; k++)
        {
            var bed = new Testbed();
            await using var controller = await PreparedAsync(bed);
            var before = bed.Describe(controller);
            bed.Steps.Arm(k, static step => throw new ResourceUnavailableException($"refused: {step.Step}", "try again"));

            var failure = await Assert.CatchAsync<NetControllerException>(async () => await act.Run(controller));

            var at = $"at step {k}: {bed.Steps.Steps.ElementAtOrDefault(k - 1)}";
            bed.Steps.Arm();
            Assert.That(failure!.RollbackFailures, Is.Empty, at);
            if (act.IsCreation || k == 1)
            {
                Assert.That(bed.Describe(controller), Is.EqualTo(before), at);
            }

            await act.Run(controller);
            Assert.That(Shape(bed, controller), Is.EqualTo(wanted.Shape), at);
            Assert.That(await controller.CheckAsync(), Is.Empty, at);
        }
    }

    [TestCaseSource(nameof(All))]
    public async Task Wherever_it_is_cancelled_nothing_is_left_or_all_is_done(Act act)
    {
        var wanted = await OutcomeAsync(act);
        for (var k = 1; k <= wanted.Steps; k++)
        {
            var bed = new Testbed();
            await using var controller = await PreparedAsync(bed);
            var before = bed.Describe(controller);
            bed.Steps.Arm(k, static step => throw new OperationCanceledException());
            if (!act.IsCreation && k > 1)
            {
                break;
            }

            await Assert.ThatAsync(async () => await act.Run(controller), Throws.InstanceOf<OperationCanceledException>());

            Assert.That(bed.Describe(controller), Is.EqualTo(before), $"at step {k}: {bed.Steps.Steps.ElementAtOrDefault(k - 1)}");
        }
    }

    [Test]
    public async Task Wherever_it_is_killed_the_next_process_finds_it_never_begun_or_ended([ValueSource(nameof(All))] Act act, [Values] bool initialize)
    {
        var (shapeBefore, wanted) = (await OutcomeAsync(null), await OutcomeAsync(act));
        for (var k = 1; k <= wanted.Steps; k++)
        {
            var bed = new Testbed();
            FakeMachine? survivor = null;
            await using (var controller = await PreparedAsync(bed))
            {
                bed.Steps.Arm(k, step =>
                {
                    survivor = bed.Machine.Survivor();
                    throw new ResourceUnavailableException("killed", "start again");
                });
                await Assert.ThatAsync(async () => await act.Run(controller), Throws.InstanceOf<NetControllerException>());
            }

            var at = $"killed at step {k}: {bed.Steps.Steps.ElementAtOrDefault(k - 1)}";
            bed.Steps.Arm();
            bed.Machine = survivor!;
            bed.Options = bed.Options with { ActiveSandboxes = initialize ? ["c1", "c2", "new"] : [] };
            await using var next = initialize ? await bed.InitializeAsync() : await bed.OpenAsync();
            if (!initialize)
            {
                Assert.That((await next.RepairAsync()).FailedEndpoints, Is.Empty, at);
                await next.RemoveLeftoversAsync();
            }

            Assert.That(Shape(bed, next), Is.EqualTo(wanted.Shape).Or.EqualTo(shapeBefore.Shape), $"{at}\n{string.Join('\n', next.Report.Warnings)}");
            Assert.That(Shape(bed, next), Is.EqualTo(act.IsCreation || k == 1 ? shapeBefore.Shape : wanted.Shape), at);
            Assert.That(await next.CheckAsync(), Is.Empty, at);
            Assert.That(next.FindLeftovers(), Is.Empty, at);
        }
    }

    private static async Task DisconnectAsync(NetworkController controller, string network, string sandbox) =>
        await controller.DisconnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox));

    /// <summary>Networks a and b; sandbox c1 on a, sandbox c2 on nothing, sandbox c3 with a reserved endpoint on a that has joined, and one on b that has not.</summary>
    private static async Task<NetworkController> PreparedAsync(Testbed bed)
    {
        bed.Options = bed.Options with { ActiveSandboxes = [] };
        var controller = await bed.InitializeAsync();
        var a = await controller.CreateNetworkAsync(Testbed.Bridge("a", "10.1.0.0/24") with { EnableIPv6 = true });
        var b = await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.2.0.0/24"));
        var one = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        var two = await controller.CreateSandboxAsync(new SandboxSpec("c2"));
        await controller.ConnectAsync(a, one, new EndpointSpec { Name = "on-a", Ports = [PortMapping.Parse("9000:9000")] });
        await controller.ConnectAsync(controller.GetNetwork("bridge"), one);
        var joined = await controller.CreateEndpointAsync(a, new EndpointSpec { Name = "joined", Ports = [PortMapping.Parse("9001:9001")] });
        await controller.JoinAsync(joined, two);
        await controller.CreateEndpointAsync(b, new EndpointSpec { Name = "vip" });
        bed.Steps.Arm();
        return controller;
    }

    private static async Task<(int Steps, string Shape)> OutcomeAsync(Act? act)
    {
        var bed = new Testbed();
        await using var controller = await PreparedAsync(bed);
        await (act?.Run(controller) ?? Task.CompletedTask);
        Assert.That(act is null || bed.Steps.Steps.Count >= 3, string.Join('\n', bed.Steps.Steps));
        return (bed.Steps.Steps.Count, Shape(bed, controller));
    }

    /// <summary>What there is, by names: ids and addresses that rested meanwhile differ between runs.</summary>
    private static string Shape(Testbed bed, NetworkController controller) => string.Join(
        '\n',
        [
            .. controller.Sandboxes.Select(box => $"sandbox {box.Name} {box.Record.State} {Inside(bed, box)}"),
            .. controller.Endpoints.Select(static endpoint =>
                $"endpoint {endpoint.Name} {endpoint.Record.State} in {endpoint.Sandbox?.Name} {endpoint.Record.InterfaceName} {endpoint.Addresses.Count} {string.Join(' ', endpoint.Ports.Where(static ports => ports.Protocol == TransportProtocol.Tcp))}"),
            .. bed.Machine.HeldPorts.Where(static ports => ports.StartsWith("tcp", StringComparison.Ordinal)),
            $"{bed.Machine.Links.Count} links, {bed.Machine.EndpointRules.Count} rules, {bed.Machine.Namespaces.Count} namespaces",
            $"{bed.Machine.Disk!.Endpoints.Count} endpoint records, {bed.Machine.Disk.Sandboxes.Count} sandbox records",
            .. Testbed.Pools(controller).Select(static pool => $"{pool.Pool.Subnet} {pool.AddressesInUse}").Where(static pool => !pool.StartsWith("fd", StringComparison.Ordinal)),
        ]);

    private static string Inside(Testbed bed, Sandbox box) => bed.Machine.Namespaces.TryGetValue(box.NamespacePath, out var inside)
        ? $"{string.Join(' ', inside.Interfaces.Values.Select(static view => $"{view.Name}:{view.IsUp}:{view.Addresses.Length}:{view.Routes.Length}"))} {string.Join(' ', inside.Defaults.Select(static route => route.Link).Order(StringComparer.Ordinal))}"
        : "gone";

    /// <summary>An operation that is failed everywhere.</summary>
    /// <param name="Name">Its name, for the list of tests.</param>
    /// <param name="Run">The operation.</param>
    /// <param name="IsCreation">Whether a failure undoes it; otherwise it is finished by being run again.</param>
    internal sealed record Act(string Name, Func<NetworkController, Task> Run, bool IsCreation)
    {
        public override string ToString() => Name;
    }
}
