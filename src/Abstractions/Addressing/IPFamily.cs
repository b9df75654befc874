namespace NetController;

/// <summary>The two families of the Internet Protocol.</summary>
public enum IPFamily
{
    /// <summary>IPv4: 32-bit addresses (RFC 791).</summary>
    IPv4 = 4,

    /// <summary>IPv6: 128-bit addresses (RFC 8200).</summary>
    IPv6 = 6,
}
