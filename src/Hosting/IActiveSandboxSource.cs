using System.Collections.Immutable;

namespace NetController.Hosting;

/// <summary>
/// Tells which sandboxes are alive when the host starts: a daemon asks its container runtime. While there is one, the default networks are
/// left as they are, because its traffic goes through them. <b>With such a source, stored sandboxes that it does not name are removed</b>, unless
/// <see cref="NetworkControllerHostOptions.ActiveSandboxes"/> names them or <see cref="NetworkControllerHostOptions.KeepPresentSandboxes"/> is set; without
/// one, those stay whose namespace is still there.
/// </summary>
public interface IActiveSandboxSource
{
    /// <summary>The sandboxes that are alive, by id or name. A failure stops the host's start: to take live containers for dead would cut them off.</summary>
    ValueTask<ImmutableArray<string>> FindAsync(CancellationToken cancellationToken);
}
