using System.Collections.Immutable;

namespace NetController.Hosting;

/// <summary>
/// Tells which sandboxes are alive when the host starts: a daemon asks its container runtime. While there is one, the default networks are
/// left as they are, because its traffic goes through them; stored sandboxes that nobody names are removed.
/// </summary>
public interface IActiveSandboxSource
{
    /// <summary>The sandboxes that are alive, by id or name. A failure stops the host's start: to take live containers for dead would cut them off.</summary>
    ValueTask<ImmutableArray<string>> FindAsync(CancellationToken cancellationToken);
}
