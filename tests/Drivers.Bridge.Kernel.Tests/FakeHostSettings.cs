using NetController.Netlink;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>Host settings as the controller keeps them: each old value recorded before the new one is written, and the undo puts both back.</summary>
internal sealed class FakeHostSettings(NetworkNamespace host) : IHostSettings
{
    /// <summary>The old values, by path.</summary>
    public SortedDictionary<string, string> Recorded { get; } = new(StringComparer.Ordinal);

    public ValueTask<bool> EnsureSysctlAsync(string path, string value, string reason, UndoLog undo)
    {
        var sysctl = new SysctlPath(path);
        var old = host.ReadSysctl(sysctl) ?? throw new ResourceUnavailableException($"the kernel has no setting {path}", "");
        if (old == value)
        {
            return ValueTask.FromResult(false);
        }

        undo.Step($"record host setting {path}={old}");
        var recorded = Recorded.TryAdd(path, old);
        undo.Push($"forget host setting {path}", (Recorded, path, recorded), static state =>
        {
            if (state.recorded)
            {
                state.Recorded.Remove(state.path);
            }

            return ValueTask.CompletedTask;
        });

        undo.Step($"set host setting {path}={value}");
        host.WriteSysctl(sysctl, value);
        undo.Push($"set host setting {path}={old}", (host, sysctl, old), static state =>
        {
            state.host.WriteSysctl(state.sysctl, state.old);
            return ValueTask.CompletedTask;
        });
        return ValueTask.FromResult(true);
    }
}
