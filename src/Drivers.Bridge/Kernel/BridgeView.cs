using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>What the kernel holds of one bridge network.</summary>
internal sealed record BridgeView
{
    /// <summary>The link of the network's name; null where there is none.</summary>
    public LinkView? Link { get; init; }

    /// <summary>The link's addresses of both families, in the kernel's order.</summary>
    public EquatableArray<AddressView> Addresses { get; init; }

    /// <summary>The values of the settings that <see cref="BridgeSysctls"/> names; one that the kernel lacks is left out.</summary>
    public EquatableMap<string> Sysctls { get; init; }

    /// <summary>
    /// The host's links that follow router advertisements only as long as they do not forward (<c>accept_ra=1</c>). Looked for only
    /// where IPv6 forwarding is off and the network needs it.
    /// </summary>
    public EquatableArray<string> RouterAdvertisementLinks { get; init; }

    /// <summary>Whether the kernel has IPv6 at all; <c>ipv6.disable=1</c> on its command line takes it away.</summary>
    public bool KernelHasIPv6 => Sysctls.ContainsKey(BridgeSysctls.ForwardIPv6);

    /// <summary>The value of a setting; null where the kernel lacks it.</summary>
    public string? Sysctl(string path) => Sysctls.TryGetValue(path, out var value) ? value : null;
}

/// <summary>A link as the kernel holds it.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Kind">Its kind, such as <c>bridge</c>; null for hardware.</param>
/// <param name="Mtu">Its MTU in bytes.</param>
/// <param name="Alias">Its alias; null where it has none.</param>
/// <param name="IsUp">Whether it is set up.</param>
internal sealed record LinkView(int Index, string? Kind, int Mtu, string? Alias, bool IsUp)
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its hardware address; null where it has none.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>Whether it is a bridge whose switched frames pass through the rules, whatever holds for all bridges.</summary>
    public bool FiltersSwitchedFrames { get; init; }
}

/// <summary>An address as the kernel holds it on a link.</summary>
/// <param name="Address">The address.</param>
internal sealed record AddressView(InterfaceAddress Address)
{
    /// <summary>All that is needed to put it back as it was; null for the defaults.</summary>
    public AddressOptions? Options { get; init; }
}
