using NetController.Firewall.Backends;
using NetController.Firewall.Kernel.Tests.Support;
using NetController.Firewall.Tests.Support;
using NetController.Netlink;

namespace NetController.Firewall.Kernel.Tests;

/// <summary>What an operation on the native backend costs does not depend on what is there already.</summary>
public sealed class NftablesCostTests() : FirewallTest(new Variant("nftables"))
{
    [TestCase(0)]
    [TestCase(2000)]
    public async Task An_endpoint_costs_its_own_elements_whatever_else_there_is(int endpoints)
    {
        var tracer = new CountingTracer();
        await using var firewall = new NftablesFirewall(Context, leftovers: null, new NetlinkSocketOptions { Tracer = tracer });
        await firewall.ApplyAsync(Samples.Set([.. Enumerable.Range(0, 20).Select(static n => Samples.DualStack(16 + n))]), default);
        for (var first = 0; first < endpoints; first += 100)
        {
            await firewall.ApplyAsync(Samples.SetEndpoints([.. Enumerable.Range(first, 100).Select(static n => Samples.In(16 + (n / 200), 3 + (n % 200), $"{10000 + n}:80"))]), default);
        }

        var newcomer = Samples.In(20, 250, "8080:80", "8443:443", "53:53/udp");
        await AttachAndDetachAsync(firewall, newcomer);
        tracer.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var changes = await firewall.ApplyAsync(Samples.SetEndpoints(newcomer), default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(changes, Has.Length.EqualTo(12), "three ports in two families, each open and translated");
        Assert.That((tracer.Sent, tracer.SentBytes), Is.EqualTo((1, 664)), "one datagram, whatever there is");
        Assert.That(allocated, Is.LessThan(32 * 1024));
        TestContext.Out.WriteLine($"{endpoints} endpoints: {allocated} bytes allocated, {tracer.SentBytes} sent");
    }

    [Test]
    public async Task One_published_port_allocates_little()
    {
        await Firewall.ApplyAsync(Samples.Set(Samples.DualStack(1), Samples.DualStack(2)), default);
        var newcomer = Samples.InIPv4(1, 9, "0.0.0.0:9090:90");
        await AttachAndDetachAsync(Firewall, newcomer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        await Firewall.ApplyAsync(Samples.SetEndpoints(newcomer), default);
        await Firewall.ApplyAsync(new FirewallChange { RemoveEndpoints = [newcomer.Endpoint] }, default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        TestContext.Out.WriteLine($"{allocated} bytes allocated");
        Assert.That(allocated, Is.LessThan(16 * 1024));
    }

    private static async Task AttachAndDetachAsync(IFirewall firewall, EndpointPolicy endpoint)
    {
        for (var i = 0; i < 3; i++)
        {
            await firewall.ApplyAsync(Samples.SetEndpoints(endpoint), default);
            await firewall.ApplyAsync(new FirewallChange { RemoveEndpoints = [endpoint.Endpoint] }, default);
        }
    }
}
