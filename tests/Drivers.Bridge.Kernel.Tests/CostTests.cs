using System.Diagnostics;
using NetController.Netlink;

namespace NetController.Drivers.Bridge.Kernel.Tests;

public sealed class CostTests : BridgeKernelTest
{
    private const int Others = 300;
    private const int Runs = 41;

    [Test]
    public async Task A_network_costs_the_same_however_many_bridges_there_are()
    {
        var plan = Plan(1, null, "172.20.0.1/16", "fd00:5::1/64");
        await Ensure(plan);
        var alone = await Median(() => Ensure(plan));

        for (var number = 0; number < Others; number++)
        {
            Host.Route.CreateLink(new BridgeSpec($"other{number}"));
        }

        var among = await Median(() => Ensure(plan));
        var listing = await Median(() =>
        {
            Host.Route.ListLinks();
            return Task.CompletedTask;
        });
        var asked = Stopwatch.StartNew();
        await Ensure(Plan(2, null, "172.21.0.1/16", "fd00:6::1/64"));
        var made = asked.Elapsed;

        TestContext.Out.WriteLine($"ensure of what is there: {alone.TotalMicroseconds:F0} µs alone, {among.TotalMicroseconds:F0} µs among {Others}; listing them: {listing.TotalMicroseconds:F0} µs; creation among {Others}: {made.TotalMicroseconds:F0} µs");
        Assert.That(among, Is.LessThan((alone * 2) + (listing / 2)), "the driver looks at links that are not the network's");
    }

    private static async Task<TimeSpan> Median(Func<Task> action)
    {
        var times = new List<TimeSpan>();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await action();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        return times[Runs / 2];
    }
}
