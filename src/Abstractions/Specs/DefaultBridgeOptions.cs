using System.Collections.Immutable;
using System.Net;

namespace NetController;

/// <summary>The default network <c>bridge</c>, set up afresh whenever a controller initialises without active sandboxes (dockerd's <c>--bridge</c>, <c>--bip</c> …).</summary>
public sealed record DefaultBridgeOptions
{
    /// <summary>The link of a default bridge that names none.</summary>
    public const string DefaultLinkName = "netctl0";

    /// <summary>The smallest MTU that IPv4 works with (RFC 791).</summary>
    public const int MinMtu = 68;

    /// <summary>The smallest MTU that IPv6 works with (RFC 8200).</summary>
    public const int MinMtuIPv6 = 1280;

    /// <summary>The largest MTU of a bridge.</summary>
    public const int MaxMtu = 65535;

    /// <summary>Whether there is a default bridge at all. Where it is off, its link is removed at initialisation. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The link that the controller makes and manages. Default <c>netctl0</c>.</summary>
    public string LinkName { get; init; } = DefaultLinkName;

    /// <summary>An existing bridge that an administrator manages, used instead of <see cref="LinkName"/>; it is neither made nor removed (dockerd <c>-b</c>).</summary>
    public string? UserManagedBridge { get; init; }

    /// <summary>The bridge's own IPv4 address with its subnet (dockerd <c>--bip</c>); null to elect one.</summary>
    public InterfaceAddress? AddressIPv4 { get; init; }

    /// <summary>The bridge's own IPv6 address with its subnet (dockerd <c>--bip6</c>); null to elect one.</summary>
    public InterfaceAddress? AddressIPv6 { get; init; }

    /// <summary>The range that endpoints' IPv4 addresses are chosen from (dockerd <c>--fixed-cidr</c>).</summary>
    public IPPrefix? FixedCidrIPv4 { get; init; }

    /// <summary>The range that endpoints' IPv6 addresses are chosen from (dockerd <c>--fixed-cidr-v6</c>).</summary>
    public IPPrefix? FixedCidrIPv6 { get; init; }

    /// <summary>The endpoints' IPv4 gateway where it is not the bridge itself.</summary>
    public IPAddress? DefaultGatewayIPv4 { get; init; }

    /// <summary>The endpoints' IPv6 gateway where it is not the bridge itself.</summary>
    public IPAddress? DefaultGatewayIPv6 { get; init; }

    /// <summary>The MTU of the bridge and its endpoints in bytes, 68–65535; null for the kernel's 1500.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether endpoints get IPv6 addresses. Default false.</summary>
    public bool EnableIPv6 { get; init; }

    /// <summary>Whether endpoints of the default bridge may talk to each other (dockerd <c>--icc</c>). Default true.</summary>
    public bool InterContainerConnectivity { get; init; } = true;

    /// <summary>Whether outgoing traffic takes the host's address (dockerd <c>--ip-masq</c>). Default true.</summary>
    public bool Masquerade { get; init; } = true;

    /// <summary>The host address that published ports bind to where they name none (dockerd <c>--ip</c>); null for all.</summary>
    public IPAddress? HostBinding { get; init; }

    /// <summary>The bridge in use: the administrator's or the controller's own.</summary>
    public string EffectiveLinkName => UserManagedBridge ?? LinkName;

    /// <summary>What contradicts itself here, one sentence part each; empty where the options can be tried.</summary>
    public ImmutableArray<string> Problems() => DefaultBridgeValidation.Problems(this);
}
