using System.Globalization;

namespace NetDaemon.Process;

/// <summary>What the daemon needs to be allowed.</summary>
internal static class Privileges
{
    private const string Status = "/proc/self/status";
    private const string Effective = "CapEff:";

    private static readonly (string Name, int Bit)[] Needed = [("CAP_NET_ADMIN", 12), ("CAP_SYS_ADMIN", 21)];

    /// <summary>Refuses to go on without them.</summary>
    /// <exception cref="DaemonException">They are missing.</exception>
    public static void Require()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new DaemonException(
                ExitCodes.Forbidden,
                "the daemon needs root: it makes links, namespaces and firewall rules; start it with sudo, "
                + "or try it without privileges in a network of its own: unshare --map-root-user --mount --net NetDaemon …");
        }

        var held = Capabilities();
        var missing = Needed.Where(capability => (held & (1UL << capability.Bit)) == 0).Select(static capability => capability.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new DaemonException(
                ExitCodes.Forbidden, $"the daemon runs as root without {string.Join(" and ", missing)}, which it needs for links and namespaces; give the container or unit these capabilities");
        }
    }

    private static ulong Capabilities() =>
        File.ReadLines(Status).FirstOrDefault(static line => line.StartsWith(Effective, StringComparison.Ordinal)) is { } line
            ? ulong.Parse(line.AsSpan(Effective.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : ulong.MaxValue;
}
