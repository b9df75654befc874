using System.Collections.Immutable;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Deletes links without waiting for the kernel to finish. A deletion takes effect within about a millisecond: the link and its other end are
/// off, out of every table, and their names are free. Then the kernel keeps whoever asked for 10–30 ms more, until no packet can hold
/// anything of them (RCU), though it keeps nobody else. So threads of their own ask, and the caller goes on as soon as the link is not to be seen any more.
/// </summary>
/// <remarks>
/// Safe to use from several threads. A removal that was begun is finished by the kernel whatever becomes of this process. What waits while
/// all threads are busy goes together as one group, which takes about as long as one link.
/// </remarks>
internal sealed class LinkRemovals(HostKernel kernel) : IAsyncDisposable
{
    private const int MaxThreads = 32;
    private const int StackSize = 256 * 1024;
    private const int QuickLooks = 100;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly List<Removal> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _threads;
    private int _idle;
    private bool _disposed;

    /// <summary>Deletes links; absent is done. Returns when none of them is to be seen any more.</summary>
    /// <param name="links">Their indices.</param>
    /// <exception cref="NetControllerException">The kernel refused.</exception>
    public async ValueTask RemoveAsync(ImmutableArray<int> links)
    {
        if (links.IsEmpty)
        {
            return;
        }

        var removal = new Removal(links);
        Hand(removal);
        foreach (var link in links)
        {
            await WaitUntilGoneAsync(link, removal).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the kernel has finished every removal.</summary>
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

    private void Hand(Removal removal)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Add(removal);
            if (_waiting.Count > _idle && _threads < MaxThreads)
            {
                _threads++;
                new Thread(Run, StackSize) { IsBackground = true, Name = "netctl-links" }.Start();
            }
            else
            {
                _work.Release();
            }
        }
    }

    /// <summary>Looking waits for the very lock under which the kernel takes the link away, so that few looks are needed.</summary>
    private async ValueTask WaitUntilGoneAsync(int link, Removal removal)
    {
        for (var looks = 0; !removal.Finished.IsCompleted && kernel.FindLinkName(link) is not null; looks++)
        {
            if (looks < QuickLooks)
            {
                Thread.Yield();
            }
            else
            {
                await Task.WhenAny(removal.Finished, Task.Delay(1)).ConfigureAwait(false);
            }
        }

        if (removal.Finished.IsCompleted && await removal.Finished.ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }
    }

    private void Run()
    {
        RouteConnection? route = null;
        while (Take() is { IsEmpty: false } removals)
        {
            Execute(ref route, removals);
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

    private ImmutableArray<Removal> Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_waiting.Count > 0)
                {
                    var taken = _waiting.ToImmutableArray();
                    _waiting.Clear();
                    return taken;
                }

                if (_disposed)
                {
                    return [];
                }

                _idle++;
            }

            var isWanted = _work.Wait(IdleTime);
            lock (_lock)
            {
                _idle--;
                if (!isWanted && _waiting.Count == 0)
                {
                    return [];
                }
            }
        }
    }

    private void Execute(ref RouteConnection? route, ImmutableArray<Removal> removals)
    {
        try
        {
            route ??= kernel.OpenRoute();
            Delete(route, removals);
        }
        catch (Exception failure)
        {
            // A connection that broke is no use for the next removal.
            route?.Dispose();
            route = null;
            Finish(removals, failure as NetControllerException ?? (failure is IOException refusal
                ? KernelErrors.Translate("ip link delete", refusal)
                : new OperationFailedException("ip link delete", failure)));
        }
    }

    private static void Delete(RouteConnection route, ImmutableArray<Removal> removals)
    {
        LinkIndex[] links = [.. removals.SelectMany(static removal => removal.Links).Distinct().Select(static link => new LinkIndex(link))];
        if (links is [var single])
        {
            try
            {
                route.DeleteLink(single);
            }
            catch (NetlinkException gone) when (gone.Errno is Errno.ENODEV)
            {
            }

            Finish(removals, null);
            return;
        }

        var refused = route.DeleteLinks(links).Where(static failure => failure.Reason.Errno is not Errno.ENODEV)
            .ToDictionary(failure => links[failure.Position].Value, static failure => failure.Reason);
        foreach (var removal in removals)
        {
            var refusal = removal.Links.Select(link => refused.GetValueOrDefault(link)).FirstOrDefault(static refusal => refusal is not null);
            Finish([removal], refusal is null ? null : KernelErrors.Translate("ip link delete", refusal));
        }
    }

    private static void Finish(ImmutableArray<Removal> removals, NetControllerException? failure)
    {
        foreach (var removal in removals)
        {
            removal.Finish(failure);
        }
    }

    private sealed class Removal(ImmutableArray<int> links)
    {
        private readonly TaskCompletionSource<NetControllerException?> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ImmutableArray<int> Links { get; } = links;

        /// <summary>Ends when the kernel has finished; the result is why it refused.</summary>
        public Task<NetControllerException?> Finished => _finished.Task;

        public void Finish(NetControllerException? failure) => _finished.TrySetResult(failure);
    }
}
