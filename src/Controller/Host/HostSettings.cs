using Microsoft.Extensions.Logging;
using NetController.Drivers;
using NetController.State;

namespace NetController.Host;

/// <summary>Changes the host's own sysctls, each old value recorded durably before the new one is written.</summary>
internal sealed class HostSettings(IStateStore store, IHost host, TimeProvider time, ILogger logger) : IHostSettings
{
    public async ValueTask<bool> EnsureSysctlAsync(string path, string value, string reason, UndoLog undo)
    {
        var current = host.Read(path)
            ?? throw new ResourceUnavailableException($"the kernel has no setting {path}", "load the module or enable the protocol that provides it");
        if (string.Equals(current, value, StringComparison.Ordinal))
        {
            return false;
        }

        undo.Step($"record host setting {path}={current}");
        var previous = store.Content.HostChanges.GetValueOrDefault(path);
        // What the host had before our first change of this boot is the value to go back to.
        var old = previous is not null && previous.BootId == host.BootId ? previous.OldValue : current;
        var record = new StoredHostChange(path, old, value, reason, host.BootId, time.GetUtcNow());
        await store.CommitAsync(new StateChange { HostChanges = [record] }, undo.Cancellation).ConfigureAwait(false);
        undo.Push($"forget host setting {path}", (store, path, previous), static state => ForgetAsync(state.store, state.path, state.previous));

        undo.Step($"set host setting {path}={value}");
        host.Write(path, value);
        undo.Push($"set host setting {path}={current}", ((ISysctls)host, path, current), static state =>
        {
            state.Item1.Write(state.path, state.current);
            return ValueTask.CompletedTask;
        });
        ControllerLog.HostSettingChanged(logger, path, current, value, reason);
        return true;
    }

    /// <summary>True where we changed a setting of this boot to its present value, so that the responsibility for it is ours.</summary>
    public bool Changed(string path) => store.Content.HostChanges.TryGetValue(path, out var change) && change.BootId == host.BootId;

    private static ValueTask ForgetAsync(IStateStore store, string path, StoredHostChange? previous) => store.CommitAsync(
        previous is null ? new StateChange { DeletedHostChanges = [path] } : new StateChange { HostChanges = [previous] }, CancellationToken.None);
}
