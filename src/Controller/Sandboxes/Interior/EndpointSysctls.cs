using System.Collections.Immutable;

namespace NetController.Sandboxes.Interior;

/// <summary>Settings of an endpoint's interface, given by names with <c>IFNAME</c> in the place of the interface's.</summary>
internal static class EndpointSysctls
{
    private const string Token = "IFNAME";
    private const string SwitchIPv6 = "disable_ipv6";

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? Fault(string name)
    {
        var parts = name.Split('.');
        return parts is ["net", "ipv4" or "ipv6" or "mpls", not "", Token, _, ..] && parts.All(IsPart)
            ? null
            : $"'{name}' is no setting of an interface: write net.ipv4.X.{Token}.Y, net.ipv6.X.{Token}.Y or net.mpls.X.{Token}.Y";
    }

    /// <summary>Whether the settings switch IPv6 off.</summary>
    public static bool DisableIPv6(EquatableMap<string> sysctls) =>
        sysctls.TryGetValue($"net.ipv6.conf.{Token}.{SwitchIPv6}", out var value) && value.Trim() is not "0";

    /// <summary>The settings by path; whether there is IPv6 is the plan's own affair.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Resolve(EquatableMap<string> sysctls, string link) => sysctls.Count == 0 ? [] :
    [
        .. sysctls
            .Where(static pair => !pair.Key.EndsWith($".{SwitchIPv6}", StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(Path(pair.Key, link), pair.Value)),
    ];

    // A name of an interface may hold a dot, so only the token's own place is filled.
    private static string Path(string name, string link)
    {
        var parts = name.Split('.');
        parts[3] = link;
        return string.Join('/', parts);
    }

    private static bool IsPart(string part) => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
