using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>
/// The name of a network setting under <c>/proc/sys</c>, with slashes, for example <c>net/ipv4/ip_forward</c> (sysctl(8)).
/// Slashes rather than dots, because an interface name may contain dots.
/// </summary>
/// <remarks>Only names below <c>net/</c> are accepted, since only those belong to a network namespace. A value made with <c>default</c> names nothing.</remarks>
public readonly record struct SysctlPath
{
    private const string Root = "net/";
    private readonly string? _path;

    /// <summary>Takes a name with slashes.</summary>
    /// <param name="path">The name, for example <c>net/ipv6/conf/eth0.5/disable_ipv6</c>.</param>
    /// <exception cref="ArgumentException">It is not below <c>net/</c>, or has an empty, <c>.</c> or <c>..</c> segment, a blank or a control character.</exception>
    public SysctlPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Fault(path) is { } fault)
        {
            throw new ArgumentException($"\"{path}\" is not a network sysctl: {fault}.", nameof(path));
        }

        _path = path;
    }

    /// <summary>A setting of one interface, for example <c>net/ipv6/conf/eth0/accept_dad</c>.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="link">The interface's name, or <c>all</c> or <c>default</c>.</param>
    /// <param name="setting">The setting, for example <c>rp_filter</c>.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">The family is neither, or a name contains a slash or nothing.</exception>
    public static SysctlPath ForLink(AddressFamily family, string link, string setting)
    {
        ArgumentException.ThrowIfNullOrEmpty(link);
        ArgumentException.ThrowIfNullOrEmpty(setting);
        if (link.Contains('/', StringComparison.Ordinal) || setting.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"\"{link}\" and \"{setting}\" are one segment each and hold no slash.", nameof(link));
        }

        return new SysctlPath($"net/{IpVersion(family)}/conf/{link}/{setting}");
    }

    /// <summary>The name, with slashes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _path ?? "";

    /// <summary>The file behind the name.</summary>
    internal string FilePath => _path is null ? throw new ArgumentException("The sysctl path is empty.") : $"/proc/sys/{_path}";

    /// <summary>Whether the setting lies in a folder, whose path ends with a slash.</summary>
    internal bool IsWithin(string folder) => _path is not null && _path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>The name from a folder on that it lies in.</summary>
    internal string Within(string folder) => _path![folder.Length..];

    private static string IpVersion(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => "ipv4",
        AddressFamily.InterNetworkV6 => "ipv6",
        _ => throw new ArgumentException($"{family} is neither IPv4 nor IPv6.", nameof(family)),
    };

    private static string? Fault(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return "it does not begin with net/";
        }

        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or "." or "..")
            {
                return $"it has the segment \"{segment}\"";
            }
        }

        return path.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "it holds a blank or a control character" : null;
    }
}
