using NetController.Firewall;

namespace NetController.Netctl.Options;

/// <summary>The words of <c>--firewall</c>.</summary>
internal static class FirewallWord
{
    /// <summary>The word for a backend.</summary>
    public static string Of(FirewallBackend backend) => backend.ToString().ToLowerInvariant();

    /// <summary>Reads a word.</summary>
    /// <exception cref="FormatException">The text is none of the words.</exception>
    public static FirewallBackend Parse(string text) => text switch
    {
        "auto" => FirewallBackend.Auto,
        "nftables" => FirewallBackend.Nftables,
        "iptables" => FirewallBackend.Iptables,
        "none" => FirewallBackend.None,
        _ => throw new FormatException($"'{text}' is no firewall backend: write auto, nftables, iptables or none"),
    };
}
