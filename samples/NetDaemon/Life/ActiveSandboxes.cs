using System.Collections.Immutable;
using System.Globalization;
using NetController.Netlink;
using NetController.State;

namespace NetDaemon.Life;

/// <summary>
/// Finds the sandboxes that are alive. A daemon with a container runtime asks the runtime; here a sandbox lives as long as its network
/// namespace does, which a reboot ends and a restart of the daemon does not.
/// </summary>
internal static class ActiveSandboxes
{
    private const string Statistics = "/proc/stat";
    private const string BootTime = "btime ";

    /// <summary>The ids of those that are alive, of all that are stored.</summary>
    public static ImmutableArray<string> Find(StateContent stored)
    {
        var booted = Booted();
        return [.. stored.Sandboxes.Values.Where(sandbox => IsAlive(sandbox, booted)).Select(static sandbox => sandbox.Id.ToString())];
    }

    /// <summary>Numbers of namespaces are given anew after a reboot, so that one which is not ours could be taken for one of before.</summary>
    private static bool IsAlive(StoredSandbox sandbox, DateTimeOffset booted) =>
        (sandbox.OwnsNamespace || sandbox.Created >= booted) && (sandbox.Spec.IsHost || IsThere(sandbox));

    private static bool IsThere(StoredSandbox sandbox)
    {
        try
        {
            using var present = NetworkNamespace.Open(sandbox.NamespacePath);
            return sandbox.NamespaceIdentity is not { } identity || present.Identity.ToString() == identity;
        }
        catch (NetworkNamespaceException gone) when (gone.Errno is Errno.ENOENT or Errno.ESRCH or Errno.ENOTDIR or Errno.None)
        {
            return false;
        }
    }

    private static DateTimeOffset Booted() =>
        File.ReadLines(Statistics).FirstOrDefault(static line => line.StartsWith(BootTime, StringComparison.Ordinal)) is { } line
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(line.AsSpan(BootTime.Length), CultureInfo.InvariantCulture))
            : DateTimeOffset.MinValue;
}
