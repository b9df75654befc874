using System.Collections.Immutable;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>
/// What the sets and maps of our table are. All are hashed, so that an element costs the same whatever the set holds, but for those of subnets,
/// which are ranges and change with networks alone.
/// </summary>
internal static class TableSets
{
    private static readonly NftDataType Link = NftDataType.Concatenate(NftDataType.NfProtocol, NftDataType.InterfaceName);
    private static readonly NftDataType TwoLinks = NftDataType.Concatenate(NftDataType.NfProtocol, NftDataType.InterfaceName, NftDataType.InterfaceName);
    private static readonly NftDataType Port = NftDataType.Concatenate(NftDataType.InetProtocol, NftDataType.InetService);
    private static readonly NftDataType Port4 = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetProtocol, NftDataType.InetService);
    private static readonly NftDataType Port6 = NftDataType.Concatenate(NftDataType.Ipv6Address, NftDataType.InetProtocol, NftDataType.InetService);
    private static readonly NftDataType Target4 = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
    private static readonly NftDataType Target6 = NftDataType.Concatenate(NftDataType.Ipv6Address, NftDataType.InetService);

    /// <summary>All of them, in the order of <see cref="ElementSet"/>.</summary>
    public static ImmutableArray<NftSet> All { get; } =
    [
        Make("inside", TwoLinks, NftDataType.Verdict),
        Make("loops", TwoLinks),
        Make("bridges", Link),
        Make("enclosed", Link),
        Make("inbound", Link, NftDataType.Verdict),
        Make("outbound", Link),
        Make("masqueraded", Link),
        Make("snat4", NftDataType.InterfaceName, NftDataType.Ipv4Address),
        Make("snat6", NftDataType.InterfaceName, NftDataType.Ipv6Address),
        Make("home4", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InterfaceName), flags: NftSetFlags.Interval),
        Make("home6", NftDataType.Concatenate(NftDataType.Ipv6Address, NftDataType.InterfaceName), flags: NftSetFlags.Interval),
        Make("trusted", TwoLinks),
        Make("open4", Port4),
        Make("open6", Port6),
        Make("dnat4", Port4, Target4),
        Make("dnat6", Port6, Target6),
        Make("any4", Port, Target4),
        Make("any6", Port, Target6),
        Make("loopback", Port4),
    ];

    /// <summary>The set itself.</summary>
    public static NftSet Of(ElementSet set) => All[(int)set];

    private static NftSet Make(string name, NftDataType key, NftDataType? data = null, NftSetFlags flags = NftSetFlags.None) =>
        new(TableNames.Table, name, key) { DataType = data, Flags = flags };
}
