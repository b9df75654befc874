namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>Removals on a host that gives no thread, as one whose limit of processes is reached.</summary>
public sealed class LinkRemovalTests : EndpointKernelTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Removals_that_no_thread_can_be_had_for_are_refused_and_succeed_later()
    {
        using var kernel = new HostKernel(Host.Path);
        var hasThreads = false;
        var removals = new LinkRemovals(kernel, thread =>
        {
            // Slow enough that others gather behind the one that is under way.
            Thread.Sleep(20);
            if (!hasThreads)
            {
                throw new InvalidOperationException("no thread");
            }

            thread.Start();
        });
        var links = Enumerable.Range(1, 6).Select(Make).ToArray();

        var refused = links.Select(link => Task.Factory.StartNew(
            () => removals.RemoveAsync([link]).AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToArray();

        foreach (var one in refused)
        {
            await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await one.WaitAsync(Patience));
        }

        Assert.That(links.Select(link => Host.Route.FindLink(link.Name)), Has.None.Null);
        hasThreads = true;
        await removals.RemoveAsync([.. links]).AsTask().WaitAsync(Patience);
        Assert.That(links.Select(link => Host.Route.FindLink(link.Name)), Is.All.Null);
        await removals.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Test]
    public async Task A_job_that_fails_twice_ends_no_thread()
    {
        using var kernel = new HostKernel(Host.Path);
        var threads = new LinkThreads(kernel);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        threads.Do(new LinkJob(static _ => throw new InvalidOperationException("run"), static _ => throw new InvalidOperationException("fail")));
        threads.Do(new LinkJob(_ => done.SetResult(), static _ => { }));

        await done.Task.WaitAsync(Patience);
        await threads.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    private OwnLink Make(int number)
    {
        Host.Run($"ip link add name {Near(number)} type veth peer name far{number} && ip link set dev {Near(number)} alias {Tag(number)}");
        return new OwnLink(Near(number), OwnerTag.OfEndpoint(Instance, EndpointOf(number)));
    }
}
