using System.Globalization;

namespace NetController.Host;

/// <summary>Whether this process may change networks at all; see capabilities(7).</summary>
internal static class Privileges
{
    private const int NetAdmin = 12;

    public static void RequireNetAdmin()
    {
        if (!HasNetAdmin(File.ReadLines("/proc/self/status")))
        {
            throw new OperationForbiddenException(
                "managing networks needs the capability CAP_NET_ADMIN, which this process does not have",
                "run as root, or try it in a private namespace with `unshare -rmn`");
        }
    }

    public static bool HasNetAdmin(IEnumerable<string> statusLines)
    {
        var line = statusLines.FirstOrDefault(static line => line.StartsWith("CapEff:", StringComparison.Ordinal));
        return line is not null
            && ulong.TryParse(line["CapEff:".Length..].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var effective)
            && (effective & (1UL << NetAdmin)) != 0;
    }
}
