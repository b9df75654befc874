using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Threads for requests that the kernel takes long over: each has a connection of its own, and ends after a while without work. What is handed
/// over while all of them are busy waits for the first that is free.
/// </summary>
/// <param name="kernel">The host.</param>
/// <param name="start">Starts a thread; null for what everybody does.</param>
internal sealed class LinkThreads(HostKernel kernel, Action<Thread>? start = null) : IAsyncDisposable
{
    private const int MaxThreads = 32;
    private const int StackSize = 256 * 1024;

    // To make a thread and its connection takes longer than the work that waits for it.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Queue<LinkJob> _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _threads;
    private int _idle;
    private bool _disposed;

    /// <summary>Hands a job over.</summary>
    /// <exception cref="ResourceUnavailableException">It takes another thread, and none can be had; the job is not done.</exception>
    public void Do(LinkJob job)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_waiting.Count >= _idle && _threads < MaxThreads)
            {
                // A job may be what a busy thread waits for, so none is left to those that there are.
                Start();
                _threads++;
            }
            else
            {
                _work.Release();
            }

            // The new thread looks for it under the lock.
            _waiting.Enqueue(job);
        }
    }

    /// <summary>Waits until everything handed over is done.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
            if (_threads == 0)
            {
                _ended.TrySetResult();
            }

            _work.Release(MaxThreads);
        }

        await _ended.Task.ConfigureAwait(false);
        _work.Dispose();
    }

    private void Start()
    {
        var thread = new Thread(Run, StackSize) { IsBackground = true, Name = "netctl-links" };
        try
        {
            if (start is null)
            {
                thread.Start();
            }
            else
            {
                start(thread);
            }
        }
        catch (Exception refusal)
        {
            throw new ResourceUnavailableException(
                $"ip link delete: no further thread can be had: {refusal.Message}", "raise the limit of processes (`ulimit -u`, or pids.max of the control group)", refusal);
        }
    }

    private void Run()
    {
        RouteConnection? route = null;
        while (Take() is { } job)
        {
            Execute(ref route, job);
        }

        route?.Dispose();
        lock (_lock)
        {
            if (--_threads == 0 && _disposed)
            {
                _ended.TrySetResult();
            }
        }
    }

    private LinkJob? Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_waiting.TryDequeue(out var job))
                {
                    return job;
                }

                if (_disposed)
                {
                    return null;
                }

                _idle++;
            }

            var isWanted = _work.Wait(IdleTime);
            lock (_lock)
            {
                _idle--;
                if (!isWanted && _waiting.Count == 0)
                {
                    return null;
                }
            }
        }
    }

    private void Execute(ref RouteConnection? route, LinkJob job)
    {
        try
        {
            job.Run(route ??= kernel.OpenRoute());
        }
        catch (Exception failure)
        {
            // A connection that broke is no use for the next job.
            route?.Dispose();
            route = null;
            Fail(job, failure as NetControllerException ?? (failure is IOException refusal
                ? KernelErrors.Translate("ip link delete", refusal)
                : new OperationFailedException("ip link delete", failure)));
        }
    }

    private static void Fail(LinkJob job, NetControllerException failure)
    {
        try
        {
            job.Fail(failure);
        }
        catch (Exception)
        {
            // Nobody is above this thread, and what it would end is the process.
        }
    }
}
