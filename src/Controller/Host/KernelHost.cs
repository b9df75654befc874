using System.Collections.Immutable;
using System.Globalization;
using NetController.Netlink;

namespace NetController.Host;

/// <summary>The real host: its route socket, opened again after a broken connection, and its sysctls. One caller at a time uses the socket.</summary>
internal sealed class KernelHost : IHost
{
    private const string BootTimeField = "btime ";

    private readonly Lock _using = new();
    private readonly NetworkNamespace _namespace;
    private RouteConnection? _route;

    private KernelHost(NetworkNamespace @namespace, RouteConnection route) => (_namespace, _route) = (@namespace, route);

    /// <summary>See random(4), <c>/proc/sys/kernel/random/boot_id</c>.</summary>
    public string BootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>See proc_stat(5), <c>btime</c>.</summary>
    public DateTimeOffset BootTime =>
        File.ReadLines("/proc/stat").FirstOrDefault(static line => line.StartsWith(BootTimeField, StringComparison.Ordinal)) is { } line
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(line.AsSpan(BootTimeField.Length), CultureInfo.InvariantCulture))
            : DateTimeOffset.MinValue;

    /// <summary>Opens the network of the namespace file, or the process's own.</summary>
    public static KernelHost Open(string? namespacePath)
    {
        Privileges.RequireNetAdmin();
        try
        {
            var @namespace = namespacePath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(namespacePath);
            return new KernelHost(@namespace, RouteConnection.Open(@namespace));
        }
        catch (IOException failure)
        {
            throw new ResourceUnavailableException(
                $"the host network {namespacePath ?? "of this process"} cannot be opened: {failure.Message}", "check the path and the privileges", failure);
        }
    }

    public ImmutableArray<OccupiedPrefix> Occupied(IPFamily family, IReadOnlySet<IPPrefix> known, string? exceptLink)
    {
        lock (_using)
        {
            try
            {
                return new HostOccupancy(_route ??= RouteConnection.Open(_namespace), known, exceptLink).List(family);
            }
            catch (NetlinkProtocolException)
            {
                // A connection that lost step is of no more use; the next question opens another.
                _route?.Dispose();
                _route = null;
                throw;
            }
        }
    }

    public string? Read(string path)
    {
        lock (_using)
        {
            return _namespace.ReadSysctl(new SysctlPath(path));
        }
    }

    public void Write(string path, string value)
    {
        lock (_using)
        {
            try
            {
                _namespace.WriteSysctl(new SysctlPath(path), value);
            }
            catch (SysctlException failure)
            {
                throw new OperationForbiddenException(
                    $"host setting {path} cannot be set to {value}: {failure.Message}",
                    "make /proc/sys writable for this process, or set it yourself beforehand",
                    failure);
            }
        }
    }

    public void Dispose()
    {
        _route?.Dispose();
        _namespace.Dispose();
    }
}
