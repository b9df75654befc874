using System.Collections.Immutable;
using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>Links that go together, and whoever waits for it.</summary>
internal sealed class LinkRemoval(ImmutableArray<OwnLink> links)
{
    private readonly TaskCompletionSource<NetControllerException?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The links that are there and ours, by number; known once they have been looked for.</summary>
    public ImmutableArray<LinkIndex> Found { get; private set; } = [];

    /// <summary>Ends when none of the links is to be seen any more; the result is why the kernel refused.</summary>
    public Task<NetControllerException?> Done => _done.Task;

    /// <summary>Looks for the links, each by <paramref name="find"/>.</summary>
    public void Find(Func<OwnLink, LinkIndex?> find) => Found = [.. links.Select(find).OfType<LinkIndex>()];

    /// <summary>Lets whoever waits go on; no more than the first call counts.</summary>
    public void Finish(NetControllerException? failure) => _done.TrySetResult(failure);
}
