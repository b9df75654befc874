using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Netlink;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>What an endpoint costs in datagrams, which are system calls, and in time and memory.</summary>
public sealed class EndpointCostTests : EndpointKernelTest, INetlinkTracer
{
    private const int Runs = 25;

    // RTM_NEWLINK and IFLA_OPERSTATE, linux/rtnetlink.h and linux/if_link.h.
    private const ushort NewLink = 16;
    private const ushort OperState = 16;

    private readonly List<byte[]> _datagrams = [];
    private int _sent;

    [SetUp]
    public void ForgetWhatWasSent()
    {
        TakeSent();
        _datagrams.Clear();
    }

    // The veth, then its tag and its settings as a port together; the bridge is looked at before. A check in a sandbox that is attached asks for the far end and its namespace as well.
    [Test]
    public async Task An_endpoint_takes_three_datagrams([Values] bool connectivity)
    {
        var network = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = connectivity }, "172.20.0.1/16");
        var plan = Endpoint(1, network, NewNamespace());
        await Ensure(network);
        using var kernel = new HostKernel(Host.Path, new NetlinkSocketOptions { Tracer = this });
        await using var removals = new LinkRemovals(kernel);
        var endpoint = EndpointOn(kernel, removals, plan, network);

        await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);
        var attach = TakeSent();
        await UndoLog.RunAsync("restore", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);
        var restore = TakeSent();

        TestContext.Out.WriteLine($"attach: {attach}, restore: {restore} datagrams");
        Assert.That((attach, restore), Is.EqualTo((3, 4)));
    }

    // Else the bridge would open, close and open it again, and everybody would be told of each setting.
    [Test]
    public async Task A_port_begins_dormant_and_is_switched_on_last([Values] bool connectivity)
    {
        var network = Plan(1, new BridgeNetworkOptions { InterContainerConnectivity = connectivity }, "172.20.0.1/16");
        await Ensure(network);
        using var kernel = new HostKernel(Host.Path, new NetlinkSocketOptions { Tracer = this });
        await using var removals = new LinkRemovals(kernel);
        var endpoint = EndpointOn(kernel, removals, Endpoint(1, network, NewNamespace()), network);

        await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default);

        var made = _datagrams.SelectMany(LinkMessages).ToList();
        Assert.That(made, Is.EqualTo(new (bool, OperationalState?)[] { (false, OperationalState.Dormant), (false, null), (true, null) }));
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
            _datagrams.Add(trace.Datagram.ToArray());
        }
    }

    /// <summary>The requests of a datagram that make or change a link: whether each switches it on, and the state that it asks for.</summary>
    private static IEnumerable<(bool IsUp, OperationalState? State)> LinkMessages(byte[] datagram)
    {
        for (var at = 0; at < datagram.Length; at += (BitConverter.ToInt32(datagram, at) + 3) & ~3)
        {
            if (BitConverter.ToUInt16(datagram, at + 4) == NewLink)
            {
                yield return ((BitConverter.ToUInt32(datagram, at + 24) & 1) != 0, State(datagram, at + 32, at + BitConverter.ToInt32(datagram, at)));
            }
        }
    }

    private static OperationalState? State(byte[] datagram, int from, int to)
    {
        for (var at = from; at < to; at += (BitConverter.ToUInt16(datagram, at) + 3) & ~3)
        {
            if (BitConverter.ToUInt16(datagram, at + 2) == OperState)
            {
                return (OperationalState)datagram[at + 4];
            }
        }

        return null;
    }

    private static BridgeEndpoint EndpointOn(HostKernel kernel, LinkRemovals removals, EndpointPlan plan, NetworkPlan network) =>
        new(BridgeEndpointPlanner.Plan(plan, BridgePlanner.Plan(network, guardsLoopback: true)), kernel, removals, NullLogger.Instance);

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
