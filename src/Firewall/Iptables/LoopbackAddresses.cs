namespace NetController.Firewall.Iptables;

/// <summary>The addresses that never leave a host.</summary>
internal static class LoopbackAddresses
{
    /// <summary><c>127.0.0.0/8</c></summary>
    public static IPPrefix IPv4 { get; } = IPPrefix.Parse("127.0.0.0/8");

    /// <summary><c>::1</c></summary>
    public static IPPrefix IPv6 { get; } = IPPrefix.Parse("::1/128");
}
