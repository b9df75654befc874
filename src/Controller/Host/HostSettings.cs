using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Drivers;
using NetController.Events;
using NetController.State;

namespace NetController.Host;

/// <summary>
/// Changes the host's own sysctls, each old value recorded durably before the new one is written. A failed operation puts back what it
/// changed, unless another operation has come to rely on it meanwhile.
/// </summary>
internal sealed class HostSettings(IStateStore store, IHost host, TimeProvider time, EventJournal events, ILogger logger) : IHostSettings
{
    private readonly Dictionary<string, LastChange> _lastChanges = new(StringComparer.Ordinal);

    /// <summary>One change at a time.</summary>
    private SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The settings changed in this boot, sorted by path; what an earlier boot's changes were the kernel has forgotten.</summary>
    public ImmutableArray<StoredHostChange> Current =>
        [.. store.Content.HostChanges.Values.Where(change => change.BootId == host.BootId).OrderBy(static change => change.Path, StringComparer.Ordinal)];

    public async ValueTask<bool> EnsureSysctlAsync(string path, string value, string reason, UndoLog undo)
    {
        await Gate.WaitAsync(undo.Cancellation).ConfigureAwait(false);
        try
        {
            var current = host.Read(path)
                ?? throw new ResourceUnavailableException($"the kernel has no setting {path}", "load the module or enable the protocol that provides it");
            if (!string.Equals(current, value, StringComparison.Ordinal))
            {
                await ChangeAsync(path, current, value, reason, undo).ConfigureAwait(false);
                return true;
            }

            if (_lastChanges.TryGetValue(path, out var change) && change.By != undo)
            {
                _lastChanges[path] = change with { OthersRely = true };
            }

            return false;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>True where we changed a setting of this boot to its present value, so that the responsibility for it is ours.</summary>
    public bool Changed(string path) => store.Content.HostChanges.TryGetValue(path, out var change) && change.BootId == host.BootId;

    private async ValueTask ChangeAsync(string path, string current, string value, string reason, UndoLog undo)
    {
        undo.Step($"record host setting {path}={current}");
        _lastChanges[path] = new LastChange(undo, OthersRely: false);
        var previous = store.Content.HostChanges.GetValueOrDefault(path);
        // What the host had before our first change of this boot is the value to go back to.
        var old = previous is not null && previous.BootId == host.BootId ? previous.OldValue : current;
        var record = new StoredHostChange(path, old, value, reason, host.BootId, time.GetUtcNow());
        await store.CommitAsync(new StateChange { HostChanges = [record] }, undo.Cancellation).ConfigureAwait(false);
        var forget = previous is null ? new StateChange { DeletedHostChanges = [path] } : new StateChange { HostChanges = [previous] };
        undo.Push($"forget host setting {path}", (Settings: this, path, undo, forget), static state => state.Settings.UndoAsync(
            state.path, state.undo, settings => settings.CommitAsync(state.forget)));

        undo.Step($"set host setting {path}={value}");
        host.Write(path, value);
        undo.Push($"set host setting {path}={current}", (Settings: this, path, undo, current), static state => state.Settings.UndoAsync(
            state.path, state.undo, settings => settings.Write(state.path, state.current)));
        ControllerLog.HostSettingChanged(logger, path, current, value, reason);
        events.Add(ControllerEventKind.HostSettingChanged, change: $"{path}={value}", reason: reason);
    }

    private async ValueTask UndoAsync(string path, UndoLog by, Func<HostSettings, ValueTask> undo)
    {
        await Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_lastChanges[path] == new LastChange(by, OthersRely: false))
            {
                await undo(this).ConfigureAwait(false);
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private ValueTask CommitAsync(StateChange change) => store.CommitAsync(change, CancellationToken.None);

    private ValueTask Write(string path, string value)
    {
        host.Write(path, value);
        events.Add(ControllerEventKind.HostSettingChanged, change: $"{path}={value}", reason: "the operation that needed it otherwise failed");
        return ValueTask.CompletedTask;
    }

    /// <summary>The operation that changed a setting last, and whether another one has found it right since.</summary>
    private readonly record struct LastChange(UndoLog By, bool OthersRely);
}
