using System.Collections.Immutable;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <content>Reading and writing settings: at once in the caller's own namespace, by one visit for a whole batch in another.</content>
public sealed partial class NetworkNamespace
{
    // What is written again and again: the settings of interfaces that come and go.
    private const string InterfacesIPv4 = "net/ipv4/conf/";
    private const string InterfacesIPv6 = "net/ipv6/conf/";

    private readonly Lock _openingFolders = new();
    private readonly Dictionary<string, SettingsFolder?> _folders = new(StringComparer.Ordinal);

    /// <summary>Reads a setting, as <c>sysctl -n</c> does.</summary>
    /// <param name="sysctl">The setting.</param>
    /// <returns>Its value without the line end, or null when this kernel or interface has no such setting.</returns>
    /// <exception cref="SysctlException">It exists and cannot be read.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace cannot be entered.</exception>
    public string? ReadSysctl(SysctlPath sysctl) => ReadSysctls([sysctl])[0];

    /// <summary>Reads several settings in one visit.</summary>
    /// <param name="sysctls">The settings.</param>
    /// <returns>Their values in the same order; null where there is no such setting.</returns>
    /// <inheritdoc cref="ReadSysctl" path="/exception"/>
    public ImmutableArray<string?> ReadSysctls(params ReadOnlySpan<SysctlPath> sysctls)
    {
        var work = new ReadSysctlsWork(sysctls);
        do
        {
            Visit(work);
        }
        while (work.Grow());

        var values = ImmutableArray.CreateBuilder<string?>(sysctls.Length);
        for (var i = 0; i < sysctls.Length; i++)
        {
            values.Add(work.ErrorOf(i) switch
            {
                Errno.None => work.ValueOf(i),
                Errno.ENOENT => null,
                var error => throw new SysctlException(sysctls[i], null, error),
            });
        }

        return values.MoveToImmutable();
    }

    /// <summary>Writes a setting, as <c>sysctl -w</c> does.</summary>
    /// <param name="sysctl">The setting.</param>
    /// <param name="value">Its value as text.</param>
    /// <exception cref="SysctlException">There is no such setting, the value is not accepted, or <c>/proc/sys</c> is read-only; the message says how to help it.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace cannot be entered.</exception>
    public void WriteSysctl(SysctlPath sysctl, string value) => WriteSysctls([new SysctlSetting(sysctl, value)]);

    /// <summary>Writes several settings in one visit, in order, and stops at the first that fails: those before it are then written.</summary>
    /// <param name="settings">The settings with their values.</param>
    /// <inheritdoc cref="WriteSysctl" path="/exception"/>
    public void WriteSysctls(params ReadOnlySpan<SysctlSetting> settings)
    {
        foreach (var setting in settings)
        {
            ArgumentNullException.ThrowIfNull(setting.Value, nameof(settings));
        }

        var work = Write(settings);
        if (work.Error is not Errno.None)
        {
            var failed = settings[work.Written];
            throw new SysctlException(failed.Path, failed.Value, work.Error);
        }
    }

    private WriteSysctlsWork Write(ReadOnlySpan<SysctlSetting> settings)
    {
        if (FolderOf(settings) is { } path)
        {
            lock (_openingFolders)
            {
                ObjectDisposedException.ThrowIf(Handle.IsClosed, this);
                if (!_folders.TryGetValue(path, out var folder) && Identity != NamespaceFile.IdentifyCurrent())
                {
                    _folders[path] = folder = SettingsFolder.TryOpen(this, path);
                }

                if (folder is not null)
                {
                    var direct = new WriteSysctlsWork(settings, folder);
                    direct.Execute();
                    return direct;
                }
            }
        }

        var work = new WriteSysctlsWork(settings);
        Visit(work);
        return work;
    }

    /// <summary>The folder of interfaces that all the settings are in; null where there is none such.</summary>
    private static string? FolderOf(ReadOnlySpan<SysctlSetting> settings)
    {
        if (settings.IsEmpty)
        {
            return null;
        }

        var folder = settings[0].Path.IsWithin(InterfacesIPv6) ? InterfacesIPv6 : InterfacesIPv4;
        foreach (var setting in settings)
        {
            if (!setting.Path.IsWithin(folder))
            {
                return null;
            }
        }

        return folder;
    }

    private void CloseFolders()
    {
        lock (_openingFolders)
        {
            foreach (var folder in _folders.Values)
            {
                folder?.Dispose();
            }

            _folders.Clear();
        }
    }
}
