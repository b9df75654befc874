using System.Collections.Immutable;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Deletes links without waiting for the kernel to finish. A deletion takes effect within about a millisecond: the link and its other end are
/// off, out of every table, and their names are free. Then the kernel keeps whoever asked for 10–30 ms more, until no packet can hold
/// anything of them (RCU), though it keeps nobody else. So threads of their own ask, and the caller goes on as soon as the link is not to be seen any more.
/// </summary>
/// <remarks>
/// Safe to use from several threads. A removal that was begun is finished by the kernel whatever becomes of this process. Deletions take effect
/// one after another, under one lock of the kernel's for which most requests about links wait as well; so only one is asked for at a time, and what comes meanwhile
/// waits without a thread and then goes together as one group, which takes little longer than one link.
/// </remarks>
/// <param name="kernel">The host.</param>
/// <param name="start">Starts a thread; null for what everybody does.</param>
internal sealed class LinkRemovals(HostKernel kernel, Action<Thread>? start = null) : IAsyncDisposable
{
    // A look takes about a microsecond, a deletion less than a thousand where the machine is not busy.
    private const int QuickLooks = 3000;

    private static readonly LinkIndex Loopback = new(1);

    private readonly LinkThreads _threads = new(kernel, start);
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<LinkRemoval> _waiting = [];

    // Whether a removal has been begun whose effect has not been seen yet.
    private bool _isUnderWay;
    private bool _disposed;

    /// <summary>Deletes links; one that is absent, or another's, is done. Returns when none of them is to be seen any more.</summary>
    /// <param name="links">The links.</param>
    /// <exception cref="NetControllerException">The kernel refused.</exception>
    public async ValueTask RemoveAsync(ImmutableArray<OwnLink> links)
    {
        if (links.IsEmpty)
        {
            return;
        }

        var removal = new LinkRemoval(links);
        if (TryBegin(removal))
        {
            await RemoveAloneAsync(removal).ConfigureAwait(false);
        }

        if (await removal.Done.ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Waits until the kernel has finished every removal.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
            if (!_isUnderWay)
            {
                _ended.TrySetResult();
            }
        }

        await _ended.Task.ConfigureAwait(false);
        await _threads.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>True where nothing else is under way; else the removal waits its turn.</summary>
    private bool TryBegin(LinkRemoval removal)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_isUnderWay)
            {
                _waiting.Add(removal);
                return false;
            }

            return _isUnderWay = true;
        }
    }

    /// <summary>What has gathered meanwhile is next, and what gathers until the kernel is ready for it.</summary>
    private void End()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isUnderWay = false;
                if (_disposed)
                {
                    _ended.TrySetResult();
                }

                return;
            }
        }

        var next = new List<LinkRemoval>();
        try
        {
            _threads.Do(new LinkJob(
                route =>
                {
                    WaitForLock(route);
                    Gather(next);
                    RemoveTogether(route, next);
                },
                Refuse));
        }
        catch (NetControllerException failure)
        {
            Refuse(failure);
        }

        void Refuse(NetControllerException failure)
        {
            Gather(next);
            EndTogether(next, failure);
        }
    }

    /// <summary>A link that is gone for all who look has yet to be taken apart; until then any request for a whole link waits.</summary>
    private static void WaitForLock(RouteConnection route) => route.FindLink(Loopback);

    private void Gather(List<LinkRemoval> next)
    {
        lock (_lock)
        {
            next.AddRange(_waiting);
            _waiting.Clear();
        }
    }

    /// <summary>The caller looks itself, which is quickest.</summary>
    private async ValueTask RemoveAloneAsync(LinkRemoval removal)
    {
        try
        {
            removal.Find(kernel.FindOwn);
            if (!removal.Found.IsEmpty)
            {
                _threads.Do(new LinkJob(route => Delete(route, [removal]), removal.Finish));
                await WaitUntilGoneAsync(removal).ConfigureAwait(false);
            }

            removal.Finish(null);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Looking takes no lock of the kernel's, and so stands in no deletion's way.</summary>
    private async ValueTask WaitUntilGoneAsync(LinkRemoval removal)
    {
        // Whoever takes many away, without awaiting each, can begin with the next, and they gather.
        await Task.Yield();
        var looks = 0;
        foreach (var link in removal.Found)
        {
            while (!removal.Done.IsCompleted && kernel.HasLink(link))
            {
                if (looks++ < QuickLooks)
                {
                    Thread.Yield();
                }
                else
                {
                    await Task.WhenAny(removal.Done, Task.Delay(1)).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Another thread asks, which the kernel then keeps; this one looks meanwhile, for all who wait.</summary>
    private void RemoveTogether(RouteConnection route, List<LinkRemoval> removals)
    {
        foreach (var removal in removals)
        {
            removal.Find(link => HostKernel.FindOwn(route, link));
        }

        if (removals.Exists(static removal => !removal.Found.IsEmpty))
        {
            _threads.Do(new LinkJob(asking => Delete(asking, removals), failure => Finish(removals, failure)));
            LookUntilGone(route, removals);
        }

        EndTogether(removals, null);
    }

    private static void LookUntilGone(RouteConnection route, List<LinkRemoval> removals)
    {
        foreach (var removal in removals)
        {
            foreach (var link in removal.Found)
            {
                while (!removal.Done.IsCompleted && route.HasLink(link))
                {
                    Thread.Sleep(1);
                }
            }
        }
    }

    private void EndTogether(List<LinkRemoval> removals, NetControllerException? failure)
    {
        Finish(removals, failure);
        End();
    }

    private static void Finish(List<LinkRemoval> removals, NetControllerException? failure) => removals.ForEach(removal => removal.Finish(failure));

    private static void Delete(RouteConnection route, List<LinkRemoval> removals)
    {
        LinkIndex[] links = [.. removals.SelectMany(static removal => removal.Found).Distinct()];
        var refused = (links is [var single] ? Delete(route, single) : route.DeleteLinks(links))
            .Where(static failure => failure.Reason.Errno is not Errno.ENODEV)
            .ToDictionary(failure => links[failure.Position], static failure => failure.Reason);
        foreach (var removal in removals)
        {
            var refusal = removal.Found.Select(link => refused.GetValueOrDefault(link)).FirstOrDefault(static refusal => refusal is not null);
            removal.Finish(refusal is null ? null : KernelErrors.Translate("ip link delete", refusal));
        }
    }

    private static ImmutableArray<RequestFailure> Delete(RouteConnection route, LinkIndex link)
    {
        try
        {
            route.DeleteLink(link);
            return [];
        }
        catch (NetlinkException refusal)
        {
            return [new RequestFailure(0, refusal)];
        }
    }
}
