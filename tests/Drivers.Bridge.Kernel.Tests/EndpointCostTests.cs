using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Netlink;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>What an endpoint costs in datagrams, which are system calls, and in time and memory.</summary>
public sealed class EndpointCostTests : EndpointKernelTest, INetlinkTracer
{
    private const int Runs = 25;

    private int _sent;

    // The veth, then its tag and its settings as a port together; the bridge is looked at before. A check in a sandbox that is attached asks for the far end and its namespace as well.
    [Test]
    public async Task An_endpoint_takes_three_datagrams([Values] bool connectivity)
    {
        var network = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = connectivity }, "172.20.0.1/16");
        var plan = Endpoint(1, network, NewNamespace());
        await Ensure(network);
        using var kernel = new HostKernel(Host.Path, new NetlinkSocketOptions { Tracer = this });
        await using var removals = new LinkRemovals(kernel);
        var endpoint = new BridgeEndpoint(BridgeEndpointPlanner.Plan(plan, BridgePlanner.Plan(network, guardsLoopback: true)), kernel, removals, NullLogger.Instance);

        await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);
        var attach = TakeSent();
        await UndoLog.RunAsync("restore", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);
        var restore = TakeSent();

        TestContext.Out.WriteLine($"attach: {attach}, restore: {restore} datagrams");
        Assert.That((attach, restore), Is.EqualTo((3, 4)));
    }

    [Test]
    public async Task An_endpoint_costs_the_same_however_many_there_are()
    {
        const int Others = 200;
        var network = Plan(1, null, "172.20.0.1/16");
        var (sandbox, crowd) = (NewNamespace(), NewNamespace("crowd"));
        await Ensure(network);
        var alone = await Quickest(sandbox, network);
        for (var number = 10; number < 10 + Others; number++)
        {
            await Ensure(Endpoint(number & 0xff, network, crowd, $"eth{number}") with { Id = EndpointOf(number) });
        }

        var among = await Quickest(sandbox, network);

        TestContext.Out.WriteLine($"attach {alone.Attach:F0} µs and detach {alone.Detach:F0} µs alone, {among.Attach:F0} µs and {among.Detach:F0} µs among {Others}");
        Assert.That(among.Attach, Is.LessThan((alone.Attach * 3) + 1000), "attach");
        Assert.That(among.Detach, Is.LessThan((alone.Detach * 3) + 1000), "detach");
    }

    void INetlinkTracer.Trace(NetlinkTrace trace)
    {
        if (trace.IsSent)
        {
            Interlocked.Increment(ref _sent);
        }
    }

    // What else runs on the machine can only add to a time.
    private async Task<(double Attach, double Detach)> Quickest(TestSupport.TestNamespace sandbox, NetworkPlan network)
    {
        var plan = Endpoint(1, network, sandbox);
        var endpoint = await Open(plan);
        var (attach, detach) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);
            attach.Add(watch.Elapsed.TotalMicroseconds);
            SetUp(plan, sandbox);
            watch.Restart();
            await Delete(plan);
            detach.Add(watch.Elapsed.TotalMicroseconds);
        }

        return (attach.Min(), detach.Min());
    }

    private int TakeSent() => Interlocked.Exchange(ref _sent, 0);
}
