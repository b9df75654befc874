namespace NetController.Hosting;

/// <summary>The default network <c>bridge</c>, as configuration can say it; see <see cref="DefaultBridgeOptions"/>.</summary>
public sealed class DefaultBridgeHostOptions
{
    /// <summary>Whether there is a default bridge at all. Where it is off, its link is removed when the host starts. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The link that the controller makes and manages. Default <c>netctl0</c>.</summary>
    public string LinkName { get; set; } = DefaultBridgeOptions.DefaultLinkName;

    /// <summary>An existing bridge that an administrator manages, used instead; it is neither made nor removed.</summary>
    public string? UserManagedBridge { get; set; }

    /// <summary>The bridge's own IPv4 address with its subnet, such as <c>10.5.0.1/16</c>; null to elect one.</summary>
    public string? AddressIPv4 { get; set; }

    /// <summary>The bridge's own IPv6 address with its subnet; null to elect one.</summary>
    public string? AddressIPv6 { get; set; }

    /// <summary>The range that endpoints' IPv4 addresses are chosen from, in CIDR form.</summary>
    public string? FixedCidrIPv4 { get; set; }

    /// <summary>The range that endpoints' IPv6 addresses are chosen from, in CIDR form.</summary>
    public string? FixedCidrIPv6 { get; set; }

    /// <summary>The endpoints' IPv4 gateway where it is not the bridge itself.</summary>
    public string? DefaultGatewayIPv4 { get; set; }

    /// <summary>The endpoints' IPv6 gateway where it is not the bridge itself.</summary>
    public string? DefaultGatewayIPv6 { get; set; }

    /// <summary>The MTU of the bridge and its endpoints in bytes; null for the kernel's 1500.</summary>
    public int? Mtu { get; set; }

    /// <summary>Whether endpoints get IPv6 addresses. Default false.</summary>
    public bool EnableIPv6 { get; set; }

    /// <summary>Whether endpoints of the default bridge may talk to each other. Default true.</summary>
    public bool InterContainerConnectivity { get; set; } = true;

    /// <summary>Whether outgoing traffic takes the host's address. Default true.</summary>
    public bool Masquerade { get; set; } = true;

    /// <summary>The host address that published ports bind to where they name none; null for all.</summary>
    public string? HostBinding { get; set; }
}
